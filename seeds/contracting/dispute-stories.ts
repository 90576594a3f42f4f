import type { DisputeAct, DisputeParty } from '../../src/contracts/disputes/dispute.rules';

/** An act of a party, as the procedure lets it. */
export interface StoryAct {
  readonly daysAgo: number;
  readonly by: DisputeParty;
  readonly act: DisputeAct;
  readonly words: string;
}

/** An invented dispute about a contract of the demo. */
export interface DisputeStory {
  readonly contract: string;
  readonly openedBy: DisputeParty;
  readonly subject: string;
  readonly about?: { readonly module: string; readonly requirement: string };
  readonly openedDaysAgo: number;
  readonly words: string;
  readonly acts: readonly StoryAct[];
}

const answer = (daysAgo: number, by: DisputeParty, words: string): StoryAct => ({
  daysAgo,
  by,
  act: { act: 'ANSWER' },
  words,
});
const feedBack = (daysAgo: number, by: DisputeParty, words: string): StoryAct => ({
  daysAgo,
  by,
  act: { act: 'FEED_BACK_OUTCOME' },
  words,
});
const escalate = (daysAgo: number, by: DisputeParty, words: string): StoryAct => ({
  daysAgo,
  by,
  act: { act: 'ESCALATE', aboutModule: true },
  words,
});
const end = (
  daysAgo: number,
  by: DisputeParty,
  ending: 'SOLVED' | 'AGREE_TO_DISAGREE' | 'COURT',
  words: string,
): StoryAct => ({ daysAgo, by, act: { act: 'END', ending }, words });

/**
 * One for every point at which a dispute can be. The matters are those that the report on cooperation
 * in the care with devices tells of (Eindrapportage Samenwerking Hulpmiddelenzorg, 2022); that these
 * parties had them, and what they said, is invented.
 */
export const DISPUTE_STORIES: readonly DisputeStory[] = [
  {
    contract: 'VC-3332-COM-01',
    openedBy: 'SUPPLIER',
    subject: 'Two pairs of stockings a year, however the leg changes (verzonnen)',
    about: { module: 'COMPRESSION', requirement: 'K1' },
    openedDaysAgo: 190,
    words: 'Her lymphoedema changed twice; the third pair was turned down for the number alone.',
    acts: [
      answer(180, 'INSURER', 'Two pairs a year is what we have always paid.'),
      feedBack(178, 'SUPPLIER', 'We heard you, and do not agree.'),
      escalate(177, 'SUPPLIER', 'Our branch takes it up with ZN.'),
      answer(160, 'INSURER', 'ZN sees no breach of the module.'),
      feedBack(155, 'SUPPLIER', 'The branch does see one, and says why.'),
      escalate(154, 'SUPPLIER', 'To the board: it is about the agreements of the module.'),
      answer(120, 'INSURER', 'The board of ZN has heard us.'),
      feedBack(110, 'SUPPLIER', 'The board finds that the module prevails.'),
      escalate(20, 'SUPPLIER', 'Reported to the quality council, as the procedure has it.'),
    ],
  },
  {
    contract: 'VC-7095-PRO-01',
    openedBy: 'SUPPLIER',
    subject: 'No tariff for the trial prosthesis (verzonnen)',
    about: { module: 'PROSTHESES', requirement: 'P1' },
    openedDaysAgo: 75,
    words: 'The trial takes six weeks of work and is not paid at all.',
    acts: [
      answer(66, 'INSURER', 'We see the trial as part of the price.'),
      feedBack(64, 'SUPPLIER', 'The price was reckoned without it; so we told them.'),
      end(60, 'INSURER', 'SOLVED', 'We add a tariff for the trial from January on.'),
      end(58, 'SUPPLIER', 'SOLVED', 'Agreed: with that tariff it is solved.'),
    ],
  },
  {
    contract: 'VC-3311-INA-01',
    openedBy: 'SUPPLIER',
    subject: 'Who pays for orders at two suppliers (verzonnen)',
    openedDaysAgo: 62,
    words: 'We cannot know that somebody ordered elsewhere too.',
    acts: [
      {
        daysAgo: 61,
        by: 'SUPPLIER',
        act: { act: 'ARGUE_RISK' },
        words: 'The risk is out of proportion: one supplier bears what no supplier can see.',
      },
      answer(55, 'INSURER', 'Half of it is what we can bear.'),
      feedBack(50, 'SUPPLIER', 'We keep to our view.'),
      end(45, 'SUPPLIER', 'AGREE_TO_DISAGREE', 'We go on under the contract as it is.'),
      end(44, 'INSURER', 'AGREE_TO_DISAGREE', 'So do we.'),
    ],
  },
  {
    contract: 'VC-3311-STO-01',
    openedBy: 'SUPPLIER',
    subject: 'Remover spray turned down for somebody with a stoma (verzonnen)',
    about: { module: 'STOMA', requirement: 'S3' },
    openedDaysAgo: 48,
    words: 'Without the spray she needs help at every change; with it she manages alone.',
    acts: [
      answer(40, 'INSURER', 'We see a wipe as enough, and as cheaper.'),
      feedBack(36, 'SUPPLIER', 'A wipe does not serve weak hands; so we told them.'),
      escalate(35, 'SUPPLIER', 'Our branch takes it up with ZN.'),
      answer(12, 'INSURER', 'ZN has heard both of us.'),
    ],
  },
  {
    contract: 'VC-3311-DIA-01',
    openedBy: 'SUPPLIER',
    subject: 'A sensor only above an HbA1c of 64 (verzonnen)',
    about: { module: 'DIABETES', requirement: 'D3' },
    openedDaysAgo: 33,
    words: 'The module has no such threshold; the contract may not add one.',
    acts: [],
  },
  {
    contract: 'VC-3311-INC-01',
    openedBy: 'INSURER',
    subject: 'Catheters for short use in place of those for long use (verzonnen)',
    about: { module: 'CONTINENCE', requirement: 'C3' },
    openedDaysAgo: 4,
    words: 'Three insured were given another catheter than was prescribed, and nobody was told.',
    acts: [],
  },
];
