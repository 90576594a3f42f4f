/** One contract with everything in it. */
export const CONTRACT = `query ($id: ID!, $version: Int) {
  contract(id: $id, version: $version) {
    id number lot currency
    insurer { uzovi name }
    supplier { agb name }
    version {
      version status validFrom validUntil paymentForm emergencyClause signedByInsurerAt signedBySupplierAt
      lines {
        lineNumber productGroup { code name } article { gtin name productGroup { code } } region { code name }
        tariff { kind amount currency unit } deliveryHours emergencyDeliveryMinutes
      }
    }
    versions { version status validFrom validUntil }
  }
}`;

/** A page of contracts. */
export const LIST = `query ($filter: ContractFilter, $first: Int, $after: String) {
  contracts(filter: $filter, first: $first, after: $after) {
    nodes { number version { version } }
    edges { cursor node { number } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

export interface List {
  readonly contracts: {
    readonly nodes: readonly { readonly number: string; readonly version: { version: number } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

export const numbersOf = ({ contracts }: List): string[] =>
  contracts.nodes.map(({ number }) => number);
