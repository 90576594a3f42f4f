/** An organisation of care as it is seeded. */
export interface SeedCareProvider {
  readonly agb: string;
  readonly name: string;
  readonly kind: CareProviderKind;
  readonly pc4: string;
}

export type CareProviderKind =
  | 'GP_PRACTICE'
  | 'GP_OUT_OF_HOURS'
  | 'HOME_CARE'
  | 'HOSPITAL'
  | 'PHARMACY'
  | 'DUTY_PHARMACY'
  | 'NURSING_HOME';

interface Kind {
  readonly kind: CareProviderKind;
  /** First four digits of the invented AGB codes: the care type, and 99 for invented. */
  readonly agbPrefix: string;
  readonly name: string;
  readonly places: readonly (readonly [pc4: string, place: string])[];
}

const KINDS: readonly Kind[] = [
  {
    kind: 'GP_PRACTICE',
    agbPrefix: '0199',
    name: 'Voorbeeldhuisartsen',
    places: [
      ['1054', 'Amsterdam'],
      ['3511', 'Utrecht'],
      ['3011', 'Rotterdam'],
      ['9711', 'Groningen'],
      ['8911', 'Leeuwarden'],
      ['7811', 'Emmen'],
      ['7511', 'Enschede'],
      ['6511', 'Nijmegen'],
      ['5611', 'Eindhoven'],
      ['6211', 'Maastricht'],
      ['4331', 'Middelburg'],
      ['1781', 'Den Helder'],
      ['1791', 'Den Burg'],
      ['9163', 'Nes'],
    ],
  },
  {
    kind: 'GP_OUT_OF_HOURS',
    agbPrefix: '2199',
    name: 'Voorbeeldhuisartsenpost',
    places: [
      ['1105', 'Amsterdam'],
      ['3584', 'Utrecht'],
      ['3079', 'Rotterdam'],
      ['2545', 'Den Haag'],
      ['9713', 'Groningen'],
      ['8025', 'Zwolle'],
      ['6815', 'Arnhem'],
      ['5223', "'s-Hertogenbosch"],
      ['6419', 'Heerlen'],
      ['4462', 'Goes'],
    ],
  },
  {
    kind: 'HOME_CARE',
    agbPrefix: '7599',
    name: 'Voorbeeldthuiszorg',
    places: [
      ['1013', 'Amsterdam'],
      ['1813', 'Alkmaar'],
      ['2312', 'Leiden'],
      ['3024', 'Rotterdam'],
      ['3312', 'Dordrecht'],
      ['3812', 'Amersfoort'],
      ['4818', 'Breda'],
      ['5038', 'Tilburg'],
      ['5912', 'Venlo'],
      ['7311', 'Apeldoorn'],
      ['7551', 'Hengelo'],
      ['8232', 'Lelystad'],
      ['8441', 'Heerenveen'],
      ['9401', 'Assen'],
    ],
  },
  {
    kind: 'HOSPITAL',
    agbPrefix: '0699',
    name: 'Voorbeeldziekenhuis',
    places: [
      ['1066', 'Amsterdam'],
      ['2333', 'Leiden'],
      ['3435', 'Nieuwegein'],
      ['5042', 'Tilburg'],
      ['6229', 'Maastricht'],
      ['7512', 'Enschede'],
      ['8934', 'Leeuwarden'],
      ['9728', 'Groningen'],
    ],
  },
  {
    kind: 'PHARMACY',
    agbPrefix: '0298',
    name: 'Voorbeeldapotheek',
    places: [
      ['1211', 'Hilversum'],
      ['2801', 'Gouda'],
      ['4001', 'Tiel'],
      ['4531', 'Terneuzen'],
      ['6041', 'Roermond'],
      ['7001', 'Doetinchem'],
      ['8601', 'Sneek'],
      ['8881', 'West-Terschelling'],
      ['9671', 'Winschoten'],
    ],
  },
  {
    kind: 'DUTY_PHARMACY',
    agbPrefix: '0299',
    name: 'Voorbeelddienstapotheek',
    places: [
      ['1091', 'Amsterdam'],
      ['2262', 'Leidschendam'],
      ['3015', 'Rotterdam'],
      ['5623', 'Eindhoven'],
      ['6525', 'Nijmegen'],
      ['8011', 'Zwolle'],
    ],
  },
  {
    kind: 'NURSING_HOME',
    agbPrefix: '4799',
    name: 'Voorbeeldverpleeghuis',
    places: [
      ['2011', 'Haarlem'],
      ['7411', 'Deventer'],
      ['4611', 'Bergen op Zoom'],
    ],
  },
];

/** Invented organisations spread over the country: none of them exists, and their AGB codes are made up. */
export const careProviders: readonly SeedCareProvider[] = KINDS.flatMap(
  ({ kind, agbPrefix, name, places }) =>
    places.map(([pc4, place], index) => ({
      agb: `${agbPrefix}${String(index + 1).padStart(4, '0')}`,
      name: `${name} ${place}`,
      kind,
      pc4,
    })),
);
