import type { NeedPerspective } from '../../src/quality/functional-needs.rules';

/** What a person needs, as it is seeded. The codes are those of the ICF; the words are ours. */
export interface SeedNeed {
  readonly code: string;
  readonly name: string;
  readonly dutchName: string;
  readonly perspective: NeedPerspective;
}

/** WHO's classification; that these needs matter here is the project's own choice. */
export const NEED_SOURCE = 'ICF codes (WHO); words and choice are a proposal of this project';

const names: Readonly<Record<string, readonly [string, string]>> = {
  b210: ['sees poorly', 'ziet slecht'],
  b265: ['feels little with the fingertips', 'voelt weinig met de vingertoppen'],
  b280: ['has pain', 'heeft pijn'],
  b415: ['has weak veins', 'heeft zwakke aderen'],
  b4352: ['has a poor flow of lymph (lymphoedema)', 'heeft een gestoorde lymfeafvoer (lymfoedeem)'],
  b525: ['cannot empty the bowels by oneself', 'kan de darm niet zelf legen'],
  b5253: ['cannot hold stools', 'kan ontlasting niet ophouden'],
  b5401: ['cannot keep blood glucose in balance', 'kan de bloedglucose niet in balans houden'],
  b620: ['cannot empty the bladder', 'kan de blaas niet legen'],
  b6202: ['cannot hold urine', 'kan urine niet ophouden'],
  b810: ['has tender skin', 'heeft een gevoelige huid'],
  b820: ['has skin that does not heal', 'heeft een huid die niet geneest'],
  d440: ['has a weak or unsteady grip', 'heeft weinig grip of een onvaste hand'],
  d4402: ['handles things with difficulty', 'hanteert voorwerpen moeilijk'],
  d450: ['walks about', 'loopt rond'],
  d4551: ['climbs stairs and slopes', 'loopt trappen en hellingen'],
  d5300: ['looks after passing urine by oneself', 'verzorgt het plassen zelf'],
  d5301: ['looks after passing stools by oneself', 'verzorgt de ontlasting zelf'],
  d540: ['dresses by oneself', 'kleedt zichzelf aan'],
  d5702: ['looks after the own health', 'zorgt voor de eigen gezondheid'],
  d850: ['works', 'werkt'],
  d920: ['does sport', 'sport'],
  s540: ['has a bowel end that lies deep', 'heeft een darmuiteinde dat diep ligt'],
  s6302: ['misses a breast', 'mist een borst'],
  s730: ['misses a part of an arm', 'mist een deel van een arm'],
  s7301: ['misses a forearm', 'mist een onderarm'],
  s750: ['misses a part of a leg', 'mist een deel van een been'],
  s7500: ['misses a leg from the thigh', 'mist een been vanaf het bovenbeen'],
  s7501: ['misses a lower leg', 'mist een onderbeen'],
  s810: ['has a deep wound', 'heeft een diepe wond'],
};

export const functionalNeeds: readonly SeedNeed[] = Object.entries(names).map(
  ([code, [name, dutchName]]) => ({ code, name, dutchName, perspective: perspectiveOf(code) }),
);

/** The three perspectives of the framework: impairment, limitation of an activity, taking part. */
function perspectiveOf(code: string): NeedPerspective {
  if (/^[bs]/.test(code)) return 'IMPAIRMENT';
  return /^d[6-9]/.test(code) ? 'PARTICIPATION' : 'LIMITATION';
}
