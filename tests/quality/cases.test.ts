import type { ContractTerms } from '../../src/quality/contract-terms';
import { evaluateRequirement } from '../../src/quality/evaluate';
import type { Finding } from '../../src/quality/finding';
import { TermsIndex } from '../../src/quality/terms-index';
import { moduleVersion, seededContext } from './seeded-modules';
import { activity, clause, contract, line } from './terms';

/** The cases of the final report on cooperation in the care with devices (2022), judged by the seeded modules. */

function judge(
  module: string,
  code: string,
  contracts: readonly ContractTerms[],
  judging: 'CONTRACT' | 'INSURER' = 'CONTRACT',
): Finding {
  const version = moduleVersion(module);
  const requirement = version.requirements.find((one) => one.code === code);
  if (requirement === undefined) throw new Error(`${module} has no requirement ${code}`);
  const terms = new TermsIndex(contracts, seededContext({ judging }));
  return evaluateRequirement(version.module, requirement, terms);
}

describe('a woman with lymphoedema loses weight, and gets two pairs of stockings a year', () => {
  const stockings = (terms: Parameters<typeof line>[2]): ContractTerms =>
    contract({ lot: 'Compressie', lines: [line(1, 'M030405', terms)] });

  it('given a limit without deviation and a new indication as the only ground, K1 is not met', () => {
    const found = judge('COMPRESSION', 'K1', [
      stockings({
        quantityLimit: { maximum: 2, per: 'YEAR', motivatedDeviation: false },
        replacement: { grounds: ['NEW_INDICATION'], usageTermMonths: null, cheaperFirst: false },
      }),
    ]);

    expect(found).toEqual({
      verdict: 'NOT_MET',
      evidence: [{ contractNumber: 'VC-1', lineNumbers: [1], clauses: [] }],
      missing: [
        'Line 1 gives no replacement because of a change of the body, such as of weight or volume.',
        'Line 1 gives no more than 2 per year, whatever the reason.',
      ],
      mend: [
        'Allow replacement because of a change of the body, such as of weight or volume.',
        'Allow a motivated prescription beyond the limit in line 1, or lift the limit.',
      ],
    });
  });

  it('given the limit alone, with reasons to go beyond it and a changed body as a ground, K1 is met', () => {
    const found = judge('COMPRESSION', 'K1', [
      stockings({
        quantityLimit: { maximum: 2, per: 'YEAR', motivatedDeviation: true },
        replacement: { grounds: ['CHANGED_BODY'], usageTermMonths: 6, cheaperFirst: false },
      }),
    ]);

    expect(found).toMatchObject({ verdict: 'MET', missing: [], mend: [] });
  });
});

describe('a woman with an ileostomy and a weak grip needs remover spray', () => {
  const accessories = ['A108001', 'A108003', 'A108004'].map((code, index) => line(index + 1, code));

  it('given contracts of the insurer without removers, S3 is partly met and names them', () => {
    const found = judge('STOMA', 'S3', [contract({ lines: accessories })], 'INSURER');

    expect(found.verdict).toBe('PARTLY_MET');
    expect(found.missing).toEqual(['No supplier is contracted for adhesive removers (A108005).']);
    expect(found.mend).toEqual(['Contract a supplier for adhesive removers (A108005).']);
  });

  it('given removers with a limit of none, S3 finds them excluded', () => {
    const none = line(4, 'A108005', {
      quantityLimit: { maximum: 0, per: 'MONTH', motivatedDeviation: false },
    });

    const found = judge('STOMA', 'S3', [contract({ lines: [...accessories, none] })], 'INSURER');

    expect(found.missing).toEqual(['No supplier is contracted for adhesive removers (A108005).']);
  });

  it('given removers from a second supplier, S3 is met: the rest may come from another', () => {
    const other = contract({
      number: 'VC-2',
      supplierAgb: '76990002',
      lines: [line(1, 'A108005')],
    });

    const found = judge('STOMA', 'S3', [contract({ lines: accessories }), other], 'INSURER');

    expect(found.verdict).toBe('MET');
    expect(found.evidence).toEqual([
      { contractNumber: 'VC-1', lineNumbers: [1, 2, 3], clauses: [] },
      { contractNumber: 'VC-2', lineNumbers: [1], clauses: [] },
    ]);
  });
});

describe('a man whose HbA1c is 63 gets no sensor: it must be above 64 for four quarters', () => {
  const sensors = (parameters: Parameters<typeof clause>[1]): ContractTerms =>
    contract({
      lot: 'Diabetes',
      lines: [line(1, 'Z12040299')],
      clauses: [clause('START_STOP_CRITERIA', parameters)],
    });
  const asInModule = { start: true, continuation: true, stop: true, asInModule: true };

  it('given the criterion in the contract, D3 is not met, though the clause says it follows the module', () => {
    const found = judge('DIABETES', 'D3', [
      sensors({ ...asInModule, hba1cAbove: 64, quarters: 4 }),
    ]);

    expect(found.verdict).toBe('NOT_MET');
    expect(found.missing).toEqual([
      'A criterion is added that the module does not have: HbA1c above 64 mmol/mol, for 4 quarters.',
    ]);
    expect(found.evidence).toEqual([
      { contractNumber: 'VC-1', lineNumbers: [], clauses: ['START_STOP_CRITERIA'] },
    ]);
  });

  it('given the criteria of the module alone, D3 is met', () => {
    expect(judge('DIABETES', 'D3', [sensors(asInModule)]).verdict).toBe('MET');
  });

  it('given a contract for strips alone, D3 is not asked', () => {
    const strips = contract({ lot: 'Diabetes', lines: [line(1, 'W0101060101')] });

    expect(judge('DIABETES', 'D3', [strips]).verdict).toBe('NOT_APPLICABLE');
  });
});

describe('the trial prosthesis is in the module, but not paid', () => {
  const prostheses = (activities: ContractTerms['activities']): ContractTerms =>
    contract({ lot: 'Prothesen', lines: [line(1, 'Y062415')], activities });

  it('given a contract that leaves it out, P1 is not met', () => {
    const found = judge('PROSTHESES', 'P1', [prostheses([])]);

    expect(found.verdict).toBe('NOT_MET');
    expect(found.missing).toEqual([
      'Nothing is agreed about the trial period for prostheses above the knee (Y062415).',
      'Nothing is agreed about the trial prosthesis (proefprothese) for prostheses above the knee (Y062415).',
    ]);
  });

  it('given a trial period with a tariff and a trial prosthesis within the price, P1 is partly met', () => {
    const found = judge('PROSTHESES', 'P1', [
      prostheses([activity('TRIAL'), activity('TRIAL_PROSTHESIS', { funding: 'INCLUDED' })]),
    ]);

    expect(found.verdict).toBe('PARTLY_MET');
    expect(found.missing).toEqual([
      'The trial prosthesis (proefprothese) has no tariff of its own for prostheses above the knee (Y062415).',
    ]);
  });

  it('given a tariff for both, P1 is met; a breast prosthesis is not asked', () => {
    const both = [activity('TRIAL'), activity('TRIAL_PROSTHESIS')];

    expect(judge('PROSTHESES', 'P1', [prostheses(both)]).verdict).toBe('MET');
    expect(judge('PROSTHESES', 'P1', [contract({ lines: [line(1, 'Y063018')] })]).verdict).toBe(
      'NOT_APPLICABLE',
    );
  });
});

describe('a catheter for short use is given in place of one for long use', () => {
  const catheters = (clauses: ContractTerms['clauses']): ContractTerms =>
    contract({ lot: 'Incontinentie', lines: [line(1, 'U010201')], clauses });
  const kept = {
    keepsTermOfUse: true,
    keepsSize: true,
    keepsLength: true,
    keepsMaterial: true,
    prescriberInformed: true,
  };

  it('given a contract that says nothing of conversion, C3 is not met', () => {
    expect(judge('CONTINENCE', 'C3', [catheters([])])).toMatchObject({
      verdict: 'NOT_MET',
      missing: ['There is no clause on conversion to another article.'],
      mend: ['Add a clause on conversion to another article.'],
    });
  });

  it('given a clause that keeps all but the term of use, C3 is partly met and says which', () => {
    const found = judge('CONTINENCE', 'C3', [
      catheters([clause('CONVERSION', { ...kept, keepsTermOfUse: false })]),
    ]);

    expect(found).toMatchObject({
      verdict: 'PARTLY_MET',
      missing: [
        'The clause on conversion to another article does not say that short-term and long-term use are never exchanged.',
      ],
    });
  });

  it('given a clause that keeps everything, C3 is met', () => {
    expect(judge('CONTINENCE', 'C3', [catheters([clause('CONVERSION', kept)])]).verdict).toBe(
      'MET',
    );
  });
});

describe('a knee is to be replaced after six years, and cheaper ones are to be tried first', () => {
  it('given a contract that asks for it, P3 is not met', () => {
    const found = judge('PROSTHESES', 'P3', [
      contract({
        lines: [
          line(1, 'Y062415', {
            replacement: {
              grounds: ['END_OF_USAGE_TERM'],
              usageTermMonths: 72,
              cheaperFirst: true,
            },
          }),
        ],
      }),
    ]);

    expect(found).toMatchObject({
      verdict: 'NOT_MET',
      missing: [
        'Line 1 gives replacement only after cheaper kinds were tried, though nothing changed.',
      ],
    });
  });
});
