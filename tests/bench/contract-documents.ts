/** What the benchmarks ask; the floor gives the same, so it changes with them. */
const LINES = `lines {
  lineNumber
  productGroup { code name }
  article { gtin name }
  region { code name }
  tariff { kind amount currency unit }
  deliveryHours
  emergencyDeliveryMinutes
}`;

const HEAD = `id number lot insurer { uzovi name } supplier { agb name }`;
const TERMS = `version status validFrom validUntil`;
const MORE_TERMS = `paymentForm emergencyClause`;

export const CONTRACT = `query ($id: ID!) {
  contract(id: $id) {
    ${HEAD}
    version { ${TERMS} ${MORE_TERMS} signedByInsurerAt signedBySupplierAt ${LINES} }
    versions { ${TERMS} }
  }
}`;

export const CONTRACTS = `query ($first: Int!) {
  contracts(first: $first) {
    nodes { ${HEAD} version { ${TERMS} ${MORE_TERMS} ${LINES} } }
    pageInfo { hasNextPage endCursor }
  }
}`;
