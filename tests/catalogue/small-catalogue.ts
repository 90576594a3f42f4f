import {
  buildCatalogue,
  type Catalogue,
  type CatalogueRows,
  type Characteristic,
  type CharacteristicValues,
  type SubstitutionKind,
} from '../../src/catalogue/catalogue';

const number = (code: string, unit: string | null): Characteristic => ({
  code,
  name: code.toLowerCase(),
  dutchName: code.toLowerCase(),
  valueType: 'NUMBER',
  unit,
  choices: null,
  standIns: [],
});

const choice = (code: string, choices: string[]): Characteristic => ({
  ...number(code, null),
  valueType: 'CHOICE',
  choices,
});

const yesOrNo = (code: string): Characteristic => ({
  ...number(code, null),
  valueType: 'BOOLEAN',
});

export const CATHETERS = 'U010201';
export const FOAMS = 'M040406';
export const SILICONES = 'M040407';

const MUST_BE_ASKED: ReadonlySet<string> = new Set(['CHARRIERE', 'TERM_OF_USE']);

const group = (
  code: string,
  category: CatalogueRows['groups'][number]['category'],
  names: readonly [string, string],
  hard: readonly string[],
  soft: readonly string[],
): CatalogueRows['groups'][number] => ({
  code,
  name: names[0],
  dutchName: names[1],
  category,
  gph: null,
  supplierQualification: category === 'WOUND' ? '7643' : '7624',
  supplierQualifications: [category === 'WOUND' ? '7643' : '7624'],
  verified: true,
  source: 'test',
  characteristics: [
    ...soft.map((one) => ({ code: one, hard: false, mustBeAsked: false })),
    ...hard.map((one) => ({ code: one, hard: true, mustBeAsked: MUST_BE_ASKED.has(one) })),
  ],
});

export interface SmallArticle {
  readonly id: number;
  readonly group?: string;
  readonly name?: string;
  readonly maker?: string;
  readonly values: CharacteristicValues;
  readonly active?: boolean;
}

export type Relation = readonly [article: number, substitute: number, kind: SubstitutionKind];

/** Three product groups, and the articles and relations that a test wants. */
export function smallCatalogue(
  articles: readonly SmallArticle[],
  relations: readonly Relation[] = [],
): Catalogue {
  return buildCatalogue({
    characteristics: [
      number('CHARRIERE', 'CH'),
      number('LENGTH_CM', 'cm'),
      choice('TERM_OF_USE', ['SHORT', 'LONG']),
      { ...yesOrNo('LATEX_FREE'), standIns: [{ value: true, for: [false] }] },
      {
        ...choice('WEARER', ['MAN', 'WOMAN', 'EITHER']),
        standIns: [{ value: 'EITHER', for: ['MAN', 'WOMAN'] }],
      },
      number('WIDTH_CM', 'cm'),
      number('THICKNESS_MM', 'mm'),
      yesOrNo('BORDER'),
    ],
    groups: [
      group(
        CATHETERS,
        'INCONTINENCE',
        ['Balloon catheters', 'ballonkatheters'],
        ['CHARRIERE', 'TERM_OF_USE', 'LATEX_FREE'],
        ['WEARER', 'LENGTH_CM'],
      ),
      group(FOAMS, 'WOUND', ['Foams', 'schuimverband'], ['WIDTH_CM'], ['THICKNESS_MM']),
      group(SILICONES, 'WOUND', ['Silicones', 'siliconenverband'], ['WIDTH_CM', 'BORDER'], []),
    ],
    articles: articles.map(({ id, group: productGroupCode = CATHETERS, values, ...rest }) => ({
      id,
      gtin: String(id).padStart(14, '0'),
      name: rest.name ?? `Article ${id}`,
      maker: rest.maker ?? 'Maker',
      productGroupCode,
      piecesPerPack: 1,
      minimumRemainingDays: 30,
      listPrice: '1.00',
      characteristics: values,
      active: rest.active ?? true,
    })),
    substitutions: relations.map(([articleId, substituteId, kind]) => ({
      articleId,
      substituteId,
      kind,
      note: null,
    })),
    startAssortment: [],
  });
}
