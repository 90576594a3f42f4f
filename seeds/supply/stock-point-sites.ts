import type { StockPointProfileName } from './stock-point-profiles';

export interface StockPointSite {
  readonly region: string;
  readonly pc4: string;
  readonly profile: StockPointProfileName;
}

type Site = readonly [pc4: string, profile: StockPointProfileName];

/**
 * Where the invented stock points stand. Real places, invented organisations: nothing here says that
 * anyone keeps emergency stock there. The first of each region serves by night.
 */
const SITES: Readonly<Record<string, readonly Site[]>> = {
  // Amstelveen, Hoofddorp, Aalsmeer
  ZK01: [
    ['1181', 'DUTY_DAY_AND_NIGHT'],
    ['2132', 'PHARMACY'],
    ['1431', 'HOME_CARE'],
  ],
  // Amsterdam
  ZK02: [
    ['1091', 'DUTY_DAY_AND_NIGHT'],
    ['1061', 'PHARMACY'],
    ['1105', 'GP_OUT_OF_HOURS'],
    ['1014', 'SUPPLIER_DEPOT'],
    ['1034', 'HOME_CARE'],
  ],
  // Apeldoorn, Zutphen
  ZK03: [
    ['7311', 'DUTY_EVENINGS'],
    ['7203', 'HOME_CARE'],
  ],
  // Arnhem, Ede, Doetinchem, Winterswijk
  ZK04: [
    ['6815', 'DUTY_DAY_AND_NIGHT'],
    ['6711', 'PHARMACY'],
    ['7001', 'SUPPLIER_DEPOT'],
    ['7101', 'PHARMACY_ON_CALL'],
  ],
  // Assen, Emmen, Hoogeveen
  ZK06: [
    ['9401', 'DUTY_EVENINGS'],
    ['7811', 'HOME_CARE'],
    ['7901', 'PHARMACY'],
  ],
  // Lelystad, Emmeloord, Dronten
  ZK07: [
    ['8232', 'DUTY_EVENINGS'],
    ['8302', 'PHARMACY_ON_CALL'],
    ['8251', 'HOME_CARE'],
  ],
  // Leeuwarden, Sneek, Drachten; Vlieland, Terschelling, Ameland, Schiermonnikoog
  ZK08: [
    ['8934', 'DUTY_DAY_AND_NIGHT'],
    ['8601', 'PHARMACY'],
    ['9203', 'SUPPLIER_DEPOT'],
    ['8899', 'ISLAND'],
    ['8881', 'ISLAND'],
    ['9163', 'ISLAND'],
    ['9166', 'ISLAND'],
  ],
  // Groningen, Winschoten, Delfzijl
  ZK09: [
    ['9711', 'DUTY_DAY_AND_NIGHT'],
    ['9671', 'HOME_CARE'],
    ['9934', 'PHARMACY_ON_CALL'],
  ],
  // Den Haag, Zoetermeer, Rijswijk
  ZK10: [
    ['2512', 'DUTY_DAY_AND_NIGHT'],
    ['2545', 'GP_OUT_OF_HOURS'],
    ['2711', 'HOME_CARE'],
    ['2288', 'SUPPLIER_DEPOT'],
  ],
  // Haarlem, Beverwijk, IJmuiden
  ZK11: [
    ['2035', 'DUTY_DAY_AND_NIGHT'],
    ['1942', 'PHARMACY'],
    ['1972', 'HOME_CARE'],
  ],
  // Tilburg, Waalwijk
  ZK12: [
    ['5038', 'DUTY_DAY_AND_NIGHT'],
    ['5141', 'HOME_CARE'],
  ],
  // Gouda, Bodegraven
  ZK13: [
    ['2803', 'DUTY_EVENINGS'],
    ['2411', 'PHARMACY'],
  ],
  // Deventer, Raalte
  ZK14: [
    ['7416', 'DUTY_EVENINGS'],
    ['8102', 'PHARMACY_ON_CALL'],
  ],
  // Nijmegen, Tiel, Wijchen
  ZK16: [
    ['6532', 'DUTY_DAY_AND_NIGHT'],
    ['4001', 'HOME_CARE'],
    ['6602', 'PHARMACY'],
  ],
  // Venlo, Roermond, Weert
  ZK17: [
    ['5912', 'DUTY_DAY_AND_NIGHT'],
    ['6043', 'SUPPLIER_DEPOT'],
    ['6001', 'PHARMACY_ON_CALL'],
  ],
  // Alkmaar, Hoorn, Den Helder; Texel
  ZK18: [
    ['1815', 'DUTY_DAY_AND_NIGHT'],
    ['1624', 'HOME_CARE'],
    ['1782', 'PHARMACY'],
    ['1791', 'ISLAND'],
  ],
  // 's-Hertogenbosch, Oss, Uden
  ZK19: [
    ['5223', 'DUTY_DAY_AND_NIGHT'],
    ['5342', 'SUPPLIER_DEPOT'],
    ['5402', 'HOME_CARE'],
  ],
  // Rotterdam, Capelle aan den IJssel
  ZK20: [
    ['3015', 'DUTY_DAY_AND_NIGHT'],
    ['3079', 'GP_OUT_OF_HOURS'],
    ['3047', 'SUPPLIER_DEPOT'],
    ['2904', 'PHARMACY'],
  ],
  // Hilversum, Almere, Bussum
  ZK21: [
    ['1213', 'DUTY_DAY_AND_NIGHT'],
    ['1315', 'HOME_CARE'],
    ['1402', 'PHARMACY'],
  ],
  // Enschede, Almelo, Hengelo
  ZK22: [
    ['7512', 'DUTY_DAY_AND_NIGHT'],
    ['7607', 'SUPPLIER_DEPOT'],
    ['7553', 'PHARMACY'],
  ],
  // Utrecht, Amersfoort, Nieuwegein, Zeist
  ZK23: [
    ['3511', 'DUTY_DAY_AND_NIGHT'],
    ['3813', 'HOME_CARE'],
    ['3439', 'SUPPLIER_DEPOT'],
    ['3703', 'GP_OUT_OF_HOURS'],
  ],
  // Dordrecht, Gorinchem, Zwijndrecht
  ZK24: [
    ['3317', 'DUTY_EVENINGS'],
    ['4204', 'PHARMACY_ON_CALL'],
    ['3331', 'HOME_CARE'],
  ],
  // Breda, Roosendaal, Bergen op Zoom
  ZK25: [
    ['4819', 'DUTY_DAY_AND_NIGHT'],
    ['4703', 'HOME_CARE'],
    ['4611', 'PHARMACY'],
  ],
  // Zaandam, Purmerend
  ZK26: [
    ['1502', 'DUTY_EVENINGS'],
    ['1441', 'PHARMACY'],
  ],
  // Goes, Terneuzen, Zierikzee, Middelburg
  ZK27: [
    ['4462', 'DUTY_EVENINGS'],
    ['4535', 'PHARMACY_ON_CALL'],
    ['4301', 'HOME_CARE'],
    ['4334', 'PHARMACY'],
  ],
  // Leiden, Alphen aan den Rijn, Lisse
  ZK28: [
    ['2333', 'DUTY_DAY_AND_NIGHT'],
    ['2402', 'SUPPLIER_DEPOT'],
    ['2161', 'HOME_CARE'],
  ],
  // Spijkenisse, Middelharnis, Oud-Beijerland
  ZK29: [
    ['3201', 'DUTY_EVENINGS'],
    ['3241', 'PHARMACY_ON_CALL'],
    ['3262', 'HOME_CARE'],
  ],
  // Eindhoven, Helmond, Veldhoven
  ZK30: [
    ['5623', 'DUTY_DAY_AND_NIGHT'],
    ['5707', 'HOME_CARE'],
    ['5504', 'GP_OUT_OF_HOURS'],
  ],
  // Maastricht, Heerlen, Geleen
  ZK31: [
    ['6229', 'DUTY_DAY_AND_NIGHT'],
    ['6419', 'SUPPLIER_DEPOT'],
    ['6162', 'HOME_CARE'],
  ],
  // Zwolle, Hardenberg, Kampen
  ZK32: [
    ['8025', 'DUTY_DAY_AND_NIGHT'],
    ['7772', 'PHARMACY_ON_CALL'],
    ['8261', 'HOME_CARE'],
  ],
  // Delft, Naaldwijk, Schiedam
  ZK33: [
    ['2625', 'DUTY_EVENINGS'],
    ['2671', 'HOME_CARE'],
    ['3118', 'PHARMACY'],
  ],
};

/** In the order in which they get their codes: SP-0001, SP-0002, ... New ones go at the end of the list. */
export const STOCK_POINT_SITES: readonly StockPointSite[] = Object.entries(SITES).flatMap(
  ([region, sites]) => sites.map(([pc4, profile]) => ({ region, pc4, profile })),
);
