import type { ContractTerms, ReplacementGround } from '../../src/quality/contract-terms';
import { evaluateRequirement, keepsFromForce } from '../../src/quality/evaluate';
import type { Finding } from '../../src/quality/finding';
import { TermsIndex } from '../../src/quality/terms-index';
import { catalogue, judgeSeeded as judge, moduleVersion, seededContext } from './seeded-modules';
import { activity, clause, contract, line } from './terms';

/** The cases of the final report on cooperation in the care with devices (2022), judged by the seeded modules. */

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
        'Line 1 gives no more than 2 pieces a year, whatever the reason.',
      ],
      mend: [
        'In line 1 allow replacement because of a change of the body, such as of weight or volume.',
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

  it('given a contract for all accessories that excludes removers, S3 finds nobody contracted, and S3B keeps it from force', () => {
    const all = line(1, 'A108');
    const removers = { productGroupCode: 'A108005', articleId: null };
    const excluding = contract({
      lines: [all],
      exclusions: [{ ...removers, motivatedDeviation: false }],
    });
    const withReason = contract({
      lines: [all],
      exclusions: [{ ...removers, motivatedDeviation: true }],
    });

    expect(judge('STOMA', 'S3', [excluding], 'INSURER').missing).toEqual([
      'No supplier is contracted for adhesive removers (A108005).',
    ]);
    expect(judge('STOMA', 'S3B', [excluding])).toEqual({
      verdict: 'PARTLY_MET',
      evidence: [{ contractNumber: 'VC-1', lineNumbers: [1], clauses: [] }],
      missing: ['Excluded, whatever the reason: adhesive removers (A108005).'],
      mend: [
        'Take the exclusion out, or allow a motivated prescription beyond it: adhesive removers (A108005).',
      ],
    });
    expect(judge('STOMA', 'S3', [withReason], 'INSURER').verdict).toBe('MET');
    expect(judge('STOMA', 'S3B', [withReason]).verdict).toBe('MET');
  });

  it('given a contract that excludes the only sprays, S3 names the function that is left out', () => {
    const sprays = catalogue.articles
      .filter(
        ({ productGroupCode, characteristics }) =>
          productGroupCode === 'A108005' && characteristics['FORM'] === 'SPRAY',
      )
      .map(({ id }) => ({ productGroupCode: null, articleId: id, motivatedDeviation: false }));
    const excluding = contract({ lines: [line(1, 'A108')], exclusions: sprays });

    expect(sprays.length).toBeGreaterThan(0);
    expect(judge('STOMA', 'S3', [excluding], 'INSURER').missing).toEqual([
      'Of adhesive removers (A108005) 1 of 2 functions is not contracted, namely form: spray, free of alcohol.',
    ]);
    expect(judge('STOMA', 'S3B', [excluding]).missing).toEqual([
      `Excluded, whatever the reason: ${sprays.length} articles of adhesive removers (A108005).`,
    ]);
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

  it('given sensors for the patients of that profile alone, D3 is not met and D1 has nothing for the others', () => {
    const ofProfile = (completeProfiles: readonly string[]): ContractTerms => ({
      ...sensors(asInModule),
      completeProfiles,
      lines: [line(1, 'Z12040299', { patientProfile: 'HbA1c above 64, four quarters' })],
    });

    const found = judge('DIABETES', 'D3', [ofProfile([])]);
    expect(found.verdict).toBe('NOT_MET');
    expect(found.missing).toEqual([
      'Line 1 gives the device to the patients of a profile alone: HbA1c above 64, four quarters.',
    ]);
    expect(found.mend).toEqual([
      'Take the profile out of line 1, or have profiles that together are for everybody.',
    ]);
    expect(judge('DIABETES', 'D1', [ofProfile([])], 'INSURER').missing).toContainEqual(
      'Nothing is contracted for glucose sensors (CGM, FGM) outside the patient profiles that are named.',
    );
    expect(judge('DIABETES', 'D3', [ofProfile(['Z1204'])]).verdict).toBe('MET');
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
      'Nothing is agreed about the trial period and the trial prosthesis (proefprothese) for prostheses above the knee (Y062415).',
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

  it('given contracts that give only catheters for short use, C1 names what is left out', () => {
    const shortUse = catalogue.articles
      .filter(
        ({ productGroupCode, characteristics }) =>
          productGroupCode === 'U010201' && characteristics['TERM_OF_USE'] === 'SHORT',
      )
      .map(({ id }, index) => line(index + 1, id));
    const leftOut = (lines: ContractTerms['lines']): string[] =>
      judge('CONTINENCE', 'C1', [contract({ lines })], 'INSURER').missing.filter((words) =>
        words.startsWith('Of balloon catheters, Nelaton tip (U010201)'),
      );

    expect(leftOut(shortUse)).toEqual([
      'Of balloon catheters, Nelaton tip (U010201) 10 of 18 functions are not contracted, such as balloon volume 10 ml, catheter size 12 CH, for whom: either, free of latex, length 41 cm, term of use: long, tip of the catheter: Nelaton.',
    ]);
    expect(leftOut([line(1, 'U010201')])).toEqual([]);
  });
});

describe('pads are contracted for light incontinence alone', () => {
  const pads = (completeProfiles: readonly string[]): ContractTerms =>
    contract({
      lines: [line(1, 'T04', { patientProfile: 'light' })],
      completeProfiles,
    });
  const said = (found: Finding): string[] =>
    found.missing.filter((words) => words.includes('outside the patient profiles'));

  it('given no more than that, C1, G02 and G03 have nobody for the others', () => {
    for (const [module, code] of [
      ['CONTINENCE', 'C1'],
      ['GKH', 'G02'],
      ['GKH', 'G03'],
    ] as const) {
      const found = judge(module, code, [pads([])], 'INSURER');
      expect([code, found.verdict, said(found).length]).toEqual([code, 'NOT_MET', 1]);
    }
    expect(said(judge('CONTINENCE', 'C1', [pads([])], 'INSURER'))[0]).toMatch(
      /^No supplier is contracted for .*\(T04.*\) outside the patient profiles that are named\.$/,
    );
  });

  it('given profiles that together are for everybody, they count as the whole group', () => {
    expect(said(judge('CONTINENCE', 'C1', [pads(['T04'])], 'INSURER'))).toEqual([]);
    expect(judge('CONTINENCE', 'C1', [pads(['T04'])], 'INSURER').verdict).toBe('PARTLY_MET');
  });
});

describe('a knee is to be replaced after six years, and cheaper ones are to be tried first', () => {
  const knees = (cheaperFirst: boolean, usageTermMonths: number): ContractTerms =>
    contract({
      lines: [
        line(1, 'Y062415', {
          replacement: { grounds: ['END_OF_USAGE_TERM'], usageTermMonths, cheaperFirst },
        }),
      ],
    });

  it('given a contract that asks for it, P3 is not met', () => {
    expect(judge('PROSTHESES', 'P3', [knees(true, 72)])).toMatchObject({
      verdict: 'NOT_MET',
      missing: [
        'Line 1 gives replacement only after cheaper kinds were tried, though nothing changed.',
      ],
    });
  });

  it('given a contract that does not, P3 is met; with seven years it is not', () => {
    expect(judge('PROSTHESES', 'P3', [knees(false, 72)]).verdict).toBe('MET');
    expect(judge('PROSTHESES', 'P3', [knees(false, 84)]).missing).toEqual([
      'Line 1 gives replacement only after a term of use of 84 months, more than 72.',
    ]);
  });

  it('given days of decision that are many and arguments that are not answered, P4 is partly met', () => {
    const decided = (parameters: Parameters<typeof clause>[1]): Finding =>
      judge('PROSTHESES', 'P4', [
        { ...knees(false, 72), clauses: [clause('REJECTION_MOTIVATED', parameters)] },
      ]);

    expect(decided({ decisionDays: 180 })).toMatchObject({
      verdict: 'PARTLY_MET',
      missing: [
        'A request is decided within 180 days, more than 30.',
        'The clause that rejections are motivated does not say that a rejection answers the arguments of the prescriber and the maker.',
      ],
    });
    expect(decided({ decisionDays: 30, answersArguments: true }).verdict).toBe('MET');
  });
});

describe('the fault keeps the contract from force, and mended it does not', () => {
  const stepped = { usageTermMonths: null, cheaperFirst: false };
  const kept = { keepsTermOfUse: true, keepsSize: true, keepsLength: true, keepsMaterial: true };
  const criteria = { start: true, continuation: true, stop: true, asInModule: true };
  const stockings = (grounds: readonly ReplacementGround[]): ContractTerms =>
    contract({ lines: [line(1, 'M030405', { replacement: { ...stepped, grounds } })] });

  it.each([
    ['COMPRESSION', 'K1', stockings(['NEW_INDICATION']), stockings(['CHANGED_BODY'])],
    [
      'DIABETES',
      'D3',
      contract({
        lines: [line(1, 'Z12040299')],
        clauses: [clause('START_STOP_CRITERIA', { ...criteria, hba1cAbove: 64 })],
      }),
      contract({
        lines: [line(1, 'Z12040299')],
        clauses: [clause('START_STOP_CRITERIA', criteria)],
      }),
    ],
    [
      'PROSTHESES',
      'P1',
      contract({ lines: [line(1, 'Y062415')], activities: [activity('TRIAL')] }),
      contract({
        lines: [line(1, 'Y062415')],
        activities: [activity('TRIAL'), activity('TRIAL_PROSTHESIS')],
      }),
    ],
    [
      'CONTINENCE',
      'C3',
      contract({ lines: [line(1, 'U010201')], clauses: [clause('CONVERSION', kept)] }),
      contract({
        lines: [line(1, 'U010201')],
        clauses: [clause('CONVERSION', { ...kept, prescriberInformed: true })],
      }),
    ],
  ] as const)('%s %s', (module, code, faulty, mended) => {
    const { module: about, requirements } = moduleVersion(module);
    const requirement = requirements.find((one) => one.code === code);
    if (requirement === undefined) throw new Error(`${module} has no requirement ${code}`);
    const isKept = (terms: ContractTerms): boolean =>
      keepsFromForce({
        requirement,
        finding: evaluateRequirement(about, requirement, new TermsIndex([terms], seededContext())),
      });

    expect([isKept(faulty), isKept(mended)]).toEqual([true, false]);
  });
});
