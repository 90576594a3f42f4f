import {
  type Case,
  WORDS,
  OF_AUTHORISATION,
  OF_DISPUTE,
  one,
  onAuthorisation,
  onDispute,
} from './case';
import { permission } from '../refusal-world';

/** Of permission beforehand and disputes. */
export const permissionAndDisputeCases: readonly Case[] = [
  // Permission beforehand.
  ...Object.entries(OF_AUTHORISATION).flatMap(([mutation, [who, given]]) => [
    onAuthorisation(mutation, 'NOT_FOUND', 'id', 999_999),
    onAuthorisation(mutation, 'NOT_FOUND', 'id', 'submitted', [
      who === 'insurer' ? 'otherInsurer' : 'otherSupplier',
      given,
    ]),
    onAuthorisation(mutation, 'WRONG_STATE', null, 'approved'),
  ]),
  onAuthorisation('giveAuthorisationInformation', 'WRONG_STATE', null, 'submitted'),
  onAuthorisation('askAuthorisationInformation', 'WRONG_STATE', null, 'asked'),
  onAuthorisation('rejectAuthorisation', 'MOTIVATION_MISSING', 'rejection.words', 'submitted', [
    'insurer',
    ', rejection: { reason: OTHER, words: "No.", requirement: "X1" }',
  ]),
  onAuthorisation(
    'rejectAuthorisation',
    'MOTIVATION_MISSING',
    'rejection.requirement',
    'submitted',
    [
      'insurer',
      ', rejection: { reason: OTHER, words: "Words that answer the arguments.", requirement: "X9" }',
    ],
  ),
  one(
    'requestAuthorisation',
    'NOT_NEEDED',
    'input.urgent',
    'it is urgent',
    'supplier',
    () => `input: { ${permission('urgent')}, urgent: true }`,
  ),
  one(
    'requestAuthorisation',
    'MODULE_NOT_ABOUT_DEVICE',
    'input.module',
    'its module is about something else',
    'supplier',
    () => `input: { ${permission('other').replace('STOMA', 'PADS')} }`,
  ),
  one(
    'requestAuthorisation',
    'KEY_REUSED',
    'input.requestKey',
    'its key was used',
    'supplier',
    () => `input: { ${permission('key-1').replace('b810', 'b820')} }`,
  ),

  // Disputes.
  one(
    'openDispute',
    'NOT_FOUND',
    'input.contract',
    'it is about no contract',
    'supplier',
    () =>
      'input: { otherParty: "9001", contract: "NONE", subject: "Remover", words: "It is agreed." }',
  ),
  ...Object.entries(OF_DISPUTE).flatMap(([mutation, [, given]]) => [
    onDispute(mutation, 'NOT_FOUND', 'id', 999_999),
    ...(['otherInsurer', 'otherSupplier'] as const).map((who) =>
      onDispute(mutation, 'NOT_FOUND', 'id', 'opened', [who, given]),
    ),
    onDispute(mutation, 'ALREADY_ENDED', null, 'ended'),
  ]),
  onDispute('answerDispute', 'NOT_YOUR_TURN', null, 'opened', ['supplier', `, ${WORDS}`]),
  onDispute('feedBackDisputeOutcome', 'WRONG_STATE', null, 'opened'),
  onDispute('escalateDispute', 'WRONG_STATE', null, 'opened'),
  onDispute('escalateDispute', 'WRONG_STATE', null, 'heard'),
  onDispute('escalateDispute', 'WRONG_STATE', null, 'branch'),
  onDispute('escalateDispute', 'WRONG_STATE', null, 'council'),
  // At the board it has to be reported first; elsewhere the other party is still to be heard.
  ...(['opened', 'toBranch', 'board', 'council'] as const).map((of) =>
    onDispute('endDispute', 'WRONG_STATE', null, of, ['supplier', `, ending: COURT, ${WORDS}`]),
  ),
];
