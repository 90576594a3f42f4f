/** Every mutation of the API, as a document; the variables are the case's. */
const REFUSED = '... on Refused { refusals { code message path } }';

const onRequest = (operation: string, types = '', given = ''): string =>
  `mutation ($id: ID!${types}) { ${operation}(id: $id${given}) { __typename ${REFUSED} } }`;

/** Of a stock point, on a part of the request. */
const onPart = (operation: string, types = '', given = ''): string =>
  onRequest(operation, `, $part: Int${types}`, `, part: $part${given}`);

export const MUTATIONS = {
  placeEmergencyRequest: `mutation ($input: PlaceEmergencyRequestInput!) {
    placeEmergencyRequest(input: $input) { __typename ${REFUSED} } }`,
  acceptEmergencyRequest: onPart('acceptEmergencyRequest'),
  declineEmergencyRequest: onPart(
    'declineEmergencyRequest',
    ', $reason: DeclineReason!',
    ', reason: $reason',
  ),
  dispatchEmergencyRequest: onPart('dispatchEmergencyRequest'),
  markReadyForPickup: onPart('markReadyForPickup'),
  reportNotHandedOver: onPart(
    'reportNotHandedOver',
    ', $reason: NotHandedOverReason!',
    ', reason: $reason',
  ),
  handOverEmergencyRequest: onPart(
    'handOverEmergencyRequest',
    ', $input: HandOverInput!',
    ', input: $input',
  ),
  suspendClock: onRequest('suspendClock', ', $reason: SuspensionReason!', ', reason: $reason'),
  resumeClock: onRequest('resumeClock'),
  approveSuspension: onRequest('approveSuspension'),
  cancelEmergencyRequest: onRequest(
    'cancelEmergencyRequest',
    ', $reason: CancelReason!',
    ', reason: $reason',
  ),
  correctLotExpiry: `mutation ($input: CorrectLotExpiryInput!) { correctLotExpiry(input: $input) { __typename ${REFUSED} } }`,
  receiveStock: `mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { __typename ${REFUSED} } }`,
  adjustStock: `mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { __typename ${REFUSED} } }`,
} as const;

export type MutationName = keyof typeof MUTATIONS;

/** Which roles may call it; of the others the door is shut. */
export const CALLERS: Readonly<Record<MutationName, readonly string[]>> = {
  placeEmergencyRequest: ['PRESCRIBER'],
  acceptEmergencyRequest: ['STOCK_POINT'],
  declineEmergencyRequest: ['STOCK_POINT'],
  dispatchEmergencyRequest: ['STOCK_POINT'],
  markReadyForPickup: ['STOCK_POINT'],
  reportNotHandedOver: ['STOCK_POINT'],
  handOverEmergencyRequest: ['STOCK_POINT'],
  suspendClock: ['STOCK_POINT', 'PRESCRIBER'],
  resumeClock: ['STOCK_POINT', 'PRESCRIBER'],
  approveSuspension: ['PRESCRIBER', 'AUTHORITY'],
  cancelEmergencyRequest: ['PRESCRIBER'],
  receiveStock: ['STOCK_POINT'],
  adjustStock: ['STOCK_POINT'],
  correctLotExpiry: ['STOCK_POINT'],
};
