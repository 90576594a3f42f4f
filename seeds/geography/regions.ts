/** A care-office region (zorgkantoorregio). */
export interface SeedRegion {
  /** CBS code; ZK05 and ZK15 do not exist. */
  readonly code: string;
  readonly name: string;
}

export const REGION_SOURCE = "CBS, zorgkantoorregio's 2025";

/** The 31 care-office regions. */
export const regions: readonly SeedRegion[] = [
  { code: 'ZK01', name: 'Amstelland en De Meerlanden' },
  { code: 'ZK02', name: 'Amsterdam' },
  { code: 'ZK03', name: 'Apeldoorn/Zutphen' },
  { code: 'ZK04', name: 'Arnhem' },
  { code: 'ZK06', name: 'Drenthe' },
  { code: 'ZK07', name: 'Flevoland' },
  { code: 'ZK08', name: 'Friesland' },
  { code: 'ZK09', name: 'Groningen' },
  { code: 'ZK10', name: 'Haaglanden' },
  { code: 'ZK11', name: 'Kennemerland' },
  { code: 'ZK12', name: 'Midden-Brabant' },
  { code: 'ZK13', name: 'Midden-Holland' },
  { code: 'ZK14', name: 'Midden-IJssel' },
  { code: 'ZK16', name: 'Nijmegen' },
  { code: 'ZK17', name: 'Noord- en Midden-Limburg' },
  { code: 'ZK18', name: 'Noord-Holland Noord' },
  { code: 'ZK19', name: 'Noordoost-Brabant' },
  { code: 'ZK20', name: 'Rotterdam' },
  { code: 'ZK21', name: "'t Gooi" },
  { code: 'ZK22', name: 'Twente' },
  { code: 'ZK23', name: 'Utrecht' },
  { code: 'ZK24', name: 'Waardenland' },
  { code: 'ZK25', name: 'West-Brabant' },
  { code: 'ZK26', name: 'Zaanstreek/Waterland' },
  { code: 'ZK27', name: 'Zeeland' },
  { code: 'ZK28', name: 'Zuid-Holland Noord' },
  { code: 'ZK29', name: 'Zuid-Hollandse Eilanden' },
  { code: 'ZK30', name: 'Zuidoost-Brabant' },
  { code: 'ZK31', name: 'Zuid-Limburg' },
  { code: 'ZK32', name: 'Zwolle' },
  { code: 'ZK33', name: 'Westland Schieland Delfland' },
];
