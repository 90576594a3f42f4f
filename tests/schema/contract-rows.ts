import { anObject, something, type Row, type Rows } from './operation-row';
import type { Preparing } from './preparing';

const onContract = (
  user: string,
  before: Parameters<Preparing['contract']>[0],
  status: string,
): Row => ({
  user,
  prepare: async (preparing) => ({ variables: await preparing.contract(before) }),
  shows: { __typename: 'ContractChanged', contract: { version: { status } } },
});

const onAuthorisation = (
  user: string,
  before: Parameters<Preparing['authorisation']>[0],
  state: string,
): Row => ({
  user,
  prepare: async (preparing) => ({ variables: await preparing.authorisation(before) }),
  shows: { __typename: 'Authorisation', state },
});

const onDispute = (
  user: string,
  before: Parameters<Preparing['dispute']>[0],
  kind: string,
): Row => ({
  user,
  prepare: async (preparing) => ({ variables: await preparing.dispute(before) }),
  shows: { __typename: 'Dispute', steps: something({ kind }) },
});

/** The documents of contracts, modules and what goes on around them. */
export const CONTRACT_ROWS: Rows = {
  contracts: { user: 'insurer', shows: { nodes: something() } },
  contract: { user: 'nza', shows: { id: '1', version: anObject({ lines: something() }) } },
  coverage: { user: 'insurer', shows: { suppliers: something({ terms: something() }) } },
  settlements: { user: 'insurer', shows: { nodes: something({ basis: 'CONTRACT' }) } },

  openContractFramework: {
    user: 'insurer',
    prepare: (preparing) =>
      Promise.resolve({
        variables: {
          input: {
            ...preparing.inputOf('openContractFramework'),
            number: `3311-${preparing.next()}`,
          },
        },
      }),
    shows: { __typename: 'ContractFramework', participants: something({ answer: 'INVITED' }) },
  },
  joinContractFramework: {
    user: 'insurer 7095',
    prepare: async (preparing) => ({ variables: await preparing.framework() }),
    shows: { __typename: 'ContractFramework', participants: something({ answer: 'JOINED' }) },
  },
  declineContractFramework: {
    user: 'insurer 7095',
    prepare: async (preparing) => ({ variables: await preparing.framework() }),
    shows: { __typename: 'ContractFramework', participants: something({ answer: 'DECLINED' }) },
  },
  closeContractFramework: {
    user: 'insurer',
    prepare: async (preparing) => ({ variables: await preparing.framework() }),
    shows: { __typename: 'ContractFramework', participants: something({ answer: 'LAPSED' }) },
  },
  contractFrameworks: {
    user: 'nza',
    shows: { nodes: something({ number: '7029-DEMO-1', lot: 'Night stock' }) },
  },
  contractFramework: { user: 'insurer', shows: { participants: something({ answer: 'JOINED' }) } },
  contractPartySettings: { user: 'insurer', shows: { signaturesNeeded: 1, reactionDays: 14 } },
  // Not the supplier that signs contracts in this file: its four eyes would be two people.
  changeContractPartySettings: { user: 'supplier 76990002', shows: { signaturesNeeded: 2 } },
  // Each party of the demo is one person, and it takes a second.
  confirmContractPartySettings: {
    user: 'supplier 76990002',
    shows: { __typename: 'Refused', refusals: something({ code: 'NOT_FOUND' }) },
  },

  draftContract: {
    user: 'insurer',
    prepare: (preparing) => Promise.resolve({ variables: { input: preparing.draftInput() } }),
    shows: { __typename: 'ContractChanged', contract: { version: { status: 'DRAFT' } } },
  },
  reviseContractDraft: onContract('insurer', 'DRAFT', 'DRAFT'),
  offerContract: onContract('insurer', 'DRAFT', 'OFFERED'),
  remarkOnContract: onContract('supplier', 'OFFERED', 'OFFERED'),
  proposeContractChange: onContract('supplier', 'OFFERED', 'NEGOTIATING'),
  passContractPen: onContract('supplier', 'OFFERED', 'NEGOTIATING'),
  signContract: {
    user: 'supplier',
    async prepare(preparing) {
      const { contract } = await preparing.contract('OFFERED');
      return { variables: { contract, contentHash: await preparing.hashOf(contract) } };
    },
    shows: { __typename: 'ContractChanged', contract: { version: { status: 'OFFERED' } } },
  },
  withdrawContractDraft: onContract('insurer', 'OFFERED', 'TERMINATED'),
  amendContract: onContract('supplier', 'SIGNED', 'DRAFT'),
  terminateContract: onContract('insurer', 'SIGNED', 'SIGNED'),
  contractNegotiation: {
    user: 'supplier',
    shows: { status: 'OFFERED', entries: something({ kind: 'OFFER' }), signatures: something() },
  },
  exportContract: {
    user: 'insurer',
    shows: { text: expect.stringContaining('"number": "VC-3311-INC-02"') as unknown },
  },
  exportContractLines: {
    user: 'insurer',
    shows: {
      text: expect.stringMatching(
        /^lineNumber;tariffKind;.*\n1;PIECE;[\d.]+;piece;A06030301;/,
      ) as unknown,
    },
  },

  assessContract: {
    user: 'insurer',
    shows: {
      contractNumber: 'VC-3311-INC-02',
      modules: something({
        findings: something({ waiver: anObject({ grantedBy: 'demo-insurer-3311' }) }),
      }),
    },
  },
  assessmentChanges: {
    user: 'insurer',
    shows: { nodes: something({ contractNumber: 'VC-3311-INC-02' }) },
  },
  contractAssessments: {
    user: 'insurer',
    shows: { nodes: something({ modules: something({ findings: something() }) }) },
  },
  insurerAssessments: {
    user: 'insurer',
    shows: { nodes: something({ contracts: something({ contractNumber: 'VC-3311-INC-02' }) }) },
  },
  moduleCoverage: {
    user: 'insurer',
    shows: { assessment: { findings: something() }, matrix: something({ gap: false }) },
  },
  nationalCoverage: { user: 'nza', shows: [anObject({ modules: something() })] },
  sourcing: { user: 'insurer', shows: [anObject({ secondSource: true })] },
  grantWaiver: { user: 'insurer', shows: { __typename: 'WaiverGranted' } },

  authorisation: { user: 'insurer', shows: { id: 21, steps: something({ kind: 'REJECTED' }) } },
  authorisations: { user: 'supplier', shows: { nodes: something() } },
  authorisationFigures: { user: 'nza', shows: [anObject({ byReason: something() })] },
  requestAuthorisation: {
    user: 'supplier',
    shows: { __typename: 'Authorisation', state: 'SUBMITTED' },
  },
  approveAuthorisation: onAuthorisation('insurer', 'SUBMITTED', 'APPROVED'),
  rejectAuthorisation: onAuthorisation('insurer', 'SUBMITTED', 'REJECTED'),
  askAuthorisationInformation: onAuthorisation('insurer', 'SUBMITTED', 'INFORMATION_ASKED'),
  giveAuthorisationInformation: onAuthorisation(
    'supplier',
    'INFORMATION_ASKED',
    'INFORMATION_GIVEN',
  ),
  withdrawAuthorisation: onAuthorisation('supplier', 'SUBMITTED', 'WITHDRAWN'),

  dispute: { user: 'insurer', shows: { id: 4, level: 'BRANCH', heard: true } },
  disputes: { user: 'supplier', shows: { nodes: something({ level: 'QUALITY_COUNCIL' }) } },
  openDispute: {
    user: 'supplier',
    prepare: () => Promise.resolve({ variables: {} }),
    shows: { __typename: 'Dispute', level: 'INDIVIDUAL', heard: false },
  },
  answerDispute: onDispute('insurer', 'OPENED', 'HEARD'),
  argueDisproportionateRisk: onDispute('supplier', 'OPENED', 'RISK_ARGUED'),
  feedBackDisputeOutcome: onDispute('supplier', 'HEARD', 'OUTCOME_FED_BACK'),
  escalateDispute: onDispute('supplier', 'FED_BACK', 'ESCALATED'),
  endDispute: onDispute('supplier', 'OPENED', 'END_PROPOSED'),

  contractingSeason: {
    user: 'supplier',
    shows: [anObject({ milestones: something({ verdict: 'MET' }), contracted: something() })],
  },
  recordSeasonMilestone: {
    user: 'insurer',
    prepare: (preparing) => Promise.resolve({ variables: { year: 2030 + preparing.next() } }),
    shows: { __typename: 'SeasonMilestoneRecorded' },
  },
  correctSeasonMilestone: {
    user: 'insurer',
    prepare: async (preparing) => {
      const year = 2030 + preparing.next();
      await preparing.run('insurer', 'recordSeasonMilestone', { year });
      return { variables: { year } };
    },
    shows: { __typename: 'SeasonMilestoneRecorded' },
  },
  contractedOffer: { user: 'nobody', shows: [anObject({ standing: 'CONTRACTED' })] },

  unwaivedContracts: { user: 'nza', shows: { nodes: [] } },
  waivers: { user: 'nza', shows: { nodes: something({ moduleCode: 'GKH' }) } },

  qualityModules: { user: 'insurer', shows: [anObject({ code: 'STOMA', versions: something() })] },
  moduleDiff: { user: 'supplier', shows: { unchanged: 8, changed: something() } },
  moduleImpact: {
    user: 'nza',
    shows: { nodes: something({ requirements: something({ verdictBefore: 'MET' }) }) },
  },
  qualityRuleKinds: { user: 'nza', shows: [anObject({ kind: 'DELIVERY_WITHIN' })] },
  functionalNeeds: { user: 'prescriber', shows: [anObject({ code: 'd440', asks: something() })] },
  suitableArticles: {
    user: 'prescriber',
    shows: { articles: something({ contracted: something(), inNoContract: false }) },
  },
  draftModuleVersion: { user: 'nza', shows: { __typename: 'ModuleVersion', status: 'DRAFT' } },
  registerModuleVersion: {
    user: 'nza',
    prepare: async (preparing) => ({ variables: await preparing.moduleDraft('WOUND') }),
    shows: { __typename: 'ModuleVersion', status: 'REGISTERED' },
  },
  noteModuleReview: { user: 'nza', shows: { __typename: 'ModuleReview', outcome: 'UPDATE' } },
};
