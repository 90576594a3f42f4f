/**
 * Where the requirements come from. The full texts of the modules were not read: what is said of them
 * rests on these documents about them. The words of the requirements are ours.
 */
const REPORT = 'Eindrapportage Samenwerking Hulpmiddelenzorg (2022)';

export const SOURCES = {
  REPORT_CASE_CATHETER: `${REPORT}, ch. 2, case of a catheter for short use`,
  REPORT_CASE_LYMPHOEDEMA: `${REPORT}, ch. 2, case of a woman with lymphoedema who loses weight`,
  REPORT_CHOICE: `${REPORT}, ch. 3: several devices of the same function, a sufficient and broad choice`,
  REPORT_FUNCTIONS: `${REPORT}, ch. 3: function-oriented prescribing, HRIU and PRIU`,
  REPORT_CASE_SENSOR: `${REPORT}, ch. 3, case of a man without an indication for rtCGM`,
  REPORT_CASE_STOMA: `${REPORT}, ch. 5, case of a woman with an ileostomy and neuropathy`,
  REPORT_CASE_KNEE: `${REPORT}, ch. 6, case of a knee of a leg prosthesis`,
  REPORT_PHASES: `${REPORT}, ch. 5: the process of the GKH`,
  REPORT_FUNDING: `${REPORT}, ch. 6 A and C-a: what is agreed and what is left to insurers, in an annex per module`,
  REPORT_INFLATION: `${REPORT}, ch. 6 A: no correction for inflation`,
  REPORT_REJECTION: `${REPORT}, ch. 6 B: insurers motivate a rejection when the module was followed`,
  REPORT_MODULES: `${REPORT}, ch. 6 C: insurers keep the modules in their contracts, which do not contradict them`,
  REPORT_REST: `${REPORT}, ch. 6 C: what one supplier does not give (95 %), another must be able to`,
  REPORT_ESCALATION: `${REPORT}, ch. 6 C: escalation procedure of insurers and suppliers`,
  REPORT_TRANSPARENCY: `${REPORT}, ch. 6 C and D: which contracts and forms of payment there are`,
  REPORT_GOOD_CONTRACTING: `${REPORT}, ch. 6 C: Good Contracting Practices`,
  REPORT_ACTIVITIES: `${REPORT}, ch. 6 C-a: activities of the modules that are not always paid`,
  REPORT_RISKS: `${REPORT}, ch. 6 C-b: death, change of insurer, two suppliers`,
  REPORT_FLEXIBILITY: `${REPORT}, ch. 6 C-c: a changing need, stepped care`,
  REPORT_AUTHORISATION: `${REPORT}, ch. 6 C-d: administrative burden, permission beforehand`,
  REPORT_INNOVATION: `${REPORT}, ch. 6 E: innovation`,
  REPORT_TRAINING: `${REPORT}, ch. 6 B and F: training in function-oriented prescribing`,
  LETTER_EMERGENCY:
    'Kamerbrief December 2023, 29 477 nr. 865, §2.3: conditions of the NZa for DISW emergencies',
  LETTER_MEDICINES:
    'Kamerbrief December 2023, 29 477 nr. 865, §1.4: contracts for medicines, by analogy',
  SECURITY_OF_SUPPLY:
    'Kamerbrief December 2023, 29 477 nr. 865, §1.4; round tables on security of supply (2021), §2',
  CZ_2026: 'CZ, zorginkoopbeleid hulpmiddelen 2026, §2.2.4; Vektis, AGB register',
  CZ_2024: 'CZ, zorginkoopbeleid hulpmiddelen 2024, §2.2 (KWOT); Vektis, AGB register',
  AGB: 'Vektis, AGB register: qualifications of care type 76',
  NDF: 'Nederlandse Diabetes Federatie, integral consensus document on diabetes devices, 16-12-2022 (register)',
  PACKAGE_ADVICE:
    'Zorginstituut Nederland, advice of 12-3-2020; Regeling zorgverzekering art. 2.6 o',
  VGZ: 'Coöperatie VGZ, terugkoppeling knelpunten hulpmiddelenzorg, 22-12-2022 (a value of one insurer)',
  VGZ_STOMA: 'Coöperatie VGZ, stomamateriaal: a fixed price per category; EMDN V2',
  GIP: 'GIP-databank, November 2023: a price per day is claimed under one code',
  STOMA_MODULE:
    'Kwaliteitsmodule stomahulpmiddelenzorg (register): four phases, six kinds of stoma, form of annex 6',
  COMPRESSION_CLASSES:
    'Huid- en Oedeemcentrum: pressure classes; NLNet, toolbox of the module compressiehulpmiddelenzorg',
  REPORT_DRESSING_AIDS: `${REPORT}, ch. 5, note 2: platform on aids to put stockings on`,
  PROSTHESES: 'Kwaliteitsstandaard arm- en beenprothesen (Vilans; register, February 2021)',
  OURS: 'proposal of this project, no published source',
} as const;
