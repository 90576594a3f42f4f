import { articleView } from '../catalogue/catalogue.view';
import type { PayerBasis } from '../contracts/payer-basis';
import { localDateAfter } from '../platform/amsterdam-time';
import { stockPointView } from '../supply/stock-point.view';
import type { AnsweredPart } from './placed-answer';
import type { AllocationRow, PartRow } from './read.sql';
import type { GivenArticleType, PayerType, RequestPartType } from './part.types';

import { there, type ViewData } from './view-data';

/** A part as it was, or would be, answered; nothing has happened to it yet. */
export function answeredPartView(
  part: AnsweredPart,
  assignedAt: Date | string,
  insurerUzovi: string | null,
  data: ViewData,
): RequestPartType {
  return {
    partNumber: part.part,
    state: 'RESERVED',
    stockPoint: stockPointOf(part.stockPointId, data),
    expectedAt: part.expectedAt,
    reckoning: part,
    acceptBy: part.acceptBy,
    assignedAt,
    acceptedAt: null,
    dispatchedAt: null,
    readyAt: null,
    handedOverAt: null,
    proof: null,
    passOverReason: null,
    declineReason: null,
    gives: part.allocations.map((allocation) =>
      givenView({ ...allocation, lots: [] }, insurerUzovi, data, data.now),
    ),
  };
}

export function partView(
  part: PartRow,
  insurerUzovi: string | null,
  data: ViewData,
): RequestPartType {
  return {
    partNumber: part.part,
    state: part.state,
    stockPoint: stockPointOf(part.stockPointId, data),
    expectedAt: part.expectedAt,
    reckoning: part,
    acceptBy: part.acceptBy,
    assignedAt: part.assignedAt,
    acceptedAt: part.acceptedAt,
    dispatchedAt: part.dispatchedAt,
    readyAt: part.readyAt,
    handedOverAt: part.handedOverAt,
    proof:
      part.proofMethod === null || part.receivedBy === null
        ? null
        : { method: part.proofMethod, receivedBy: part.receivedBy },
    passOverReason: part.passOverReason,
    declineReason: part.declineReason,
    gives: part.allocations.map((allocation) =>
      givenView(allocation, insurerUzovi, data, new Date(part.handedOverAt ?? data.now)),
    ),
  };
}

type Given = Pick<
  AllocationRow,
  'line' | 'articleId' | 'pieces' | 'match' | 'differences' | 'lots'
> & {
  readonly pays: PayerBasis;
  readonly contractNumber: string | null;
};

export function givenView(
  given: Given,
  insurerUzovi: string | null,
  data: ViewData,
  handedOverAt: Date,
): GivenArticleType {
  const article = articleOf(given.articleId, data);
  const firstGood = localDateAfter(handedOverAt, article.minimumRemainingDays);
  return {
    lineNumber: given.line,
    article,
    pieces: given.pieces,
    match: given.match,
    differences: given.differences.map(({ characteristic, asked, given: instead }) => ({
      characteristic,
      asked: asked === null ? null : String(asked),
      given: instead === null ? null : String(instead),
    })),
    payer: payerView(given.pays, given.contractNumber, insurerUzovi, data),
    lots: given.lots.map((lot) => ({ ...lot, expiresTooSoon: lot.expiresOn < firstGood })),
  };
}

function payerView(
  basis: PayerBasis,
  contractNumber: string | null,
  insurerUzovi: string | null,
  data: ViewData,
): PayerType {
  const insurer = insurerOf(insurerUzovi, data);
  const name = insurer?.name ?? 'The insurer';
  const words: Record<PayerBasis, string> = {
    CONTRACT: `${name} pays: it has a contract with the supplier for this.`,
    EMERGENCY_EXCEPTION: `${name} pays by its exception for emergencies: it has no contract with this supplier for this.`,
    INSURER_UNKNOWN:
      'The insurer was not found. Who pays is found out afterwards; that does not hold up the supply.',
  };
  return { basis, insurer, contractNumber, words: words[basis] };
}

function stockPointOf(id: number, data: ViewData): RequestPartType['stockPoint'] {
  return stockPointView(there(data.points.byId.get(id), `stock point ${id}`), data);
}

export function articleOf(id: number, { catalogue }: ViewData): GivenArticleType['article'] {
  return articleView(there(catalogue.articleById.get(id), `article ${id}`));
}

export function insurerOf(uzovi: string | null, { parties }: ViewData): PayerType['insurer'] {
  return uzovi === null ? null : (parties.insurerByUzovi.get(uzovi) ?? null);
}
