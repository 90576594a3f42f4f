import { CONTRACT } from './contract-queries';
import { createMarket, type Market } from './market';

let market: Market;

beforeAll(async () => {
  market = await createMarket();
});
afterAll(() => market.dispose());

describe('one contract', () => {
  let id: string;

  beforeAll(async () => {
    id = await market.contract({
      number: 'TREE-1',
      lot: 'Stoma and more',
      versions: [
        {
          status: 'ENDED',
          valid: '[2025-01-01,2026-01-01)',
          lines: [{ tariff: '0.0001' }],
        },
        {
          status: 'IN_FORCE',
          valid: '[2026-01-01,2027-01-01)',
          paymentForm: 'MIXED',
          emergencyClause: false,
          lines: [
            { group: 'A1001', tariff: '12.3400', region: 'ZK23' },
            {
              gtin: '08712345000038',
              kind: 'MONTH',
              tariff: '99999999.9999',
              unit: 'month',
              deliveryHours: null,
              emergencyMinutes: null,
            },
          ],
        },
        { status: 'NEGOTIATING', valid: '[2027-01-01,)' },
      ],
    });
  });

  test('is given whole, with exact decimals, dates and instants', async () => {
    const { contract } = await market.ask<{ contract: unknown }>(market.insurerA, CONTRACT, { id });
    expect(contract).toEqual({
      id,
      number: 'TREE-1',
      lot: 'Stoma and more',
      currency: 'EUR',
      insurer: { uzovi: '9001', name: 'Insurer A' },
      supplier: { agb: '76000001', name: 'Supplier One' },
      version: {
        version: 2,
        status: 'IN_FORCE',
        validFrom: '2026-01-01',
        validUntil: '2026-12-31',
        paymentForm: 'MIXED',
        emergencyClause: false,
        signedByInsurerAt: '2025-11-17T11:30:00+01:00',
        signedBySupplierAt: '2025-11-19T00:15:00.250+01:00',
        lines: [
          {
            lineNumber: 1,
            productGroup: { code: 'A1001', name: 'Group A1001' },
            article: null,
            region: { code: 'ZK23', name: 'Utrecht' },
            tariff: { kind: 'PIECE', amount: '12.3400', currency: 'EUR', unit: 'piece' },
            deliveryHours: 24,
            emergencyDeliveryMinutes: 240,
          },
          {
            lineNumber: 2,
            productGroup: { code: 'A100102', name: 'Group A100102' },
            article: {
              gtin: '08712345000038',
              name: 'Plate',
              productGroup: { code: 'A100102' },
            },
            region: null,
            tariff: { kind: 'MONTH', amount: '99999999.9999', currency: 'EUR', unit: 'month' },
            deliveryHours: null,
            emergencyDeliveryMinutes: null,
          },
        ],
      },
      versions: [
        { version: 1, status: 'ENDED', validFrom: '2025-01-01', validUntil: '2025-12-31' },
        { version: 2, status: 'IN_FORCE', validFrom: '2026-01-01', validUntil: '2026-12-31' },
        { version: 3, status: 'NEGOTIATING', validFrom: '2027-01-01', validUntil: null },
      ],
    });
  });

  test('shows the version that is asked for, and none that is not there', async () => {
    interface Versions {
      contract: { version: { version: number; signedByInsurerAt: string | null } } | null;
    }
    const third = await market.ask<Versions>(market.supplierOne, CONTRACT, { id, version: 3 });
    expect(third.contract?.version).toMatchObject({ version: 3, signedByInsurerAt: null });
    const fourth = await market.ask<Versions>(market.supplierOne, CONTRACT, { id, version: 4 });
    expect(fourth.contract).toBeNull();
  });

  test('is the same whether it is read at once or again, compiled', async () => {
    const answers = [];
    for (let time = 0; time < 4; time += 1) {
      answers.push(JSON.stringify(await market.ask(market.authority, CONTRACT, { id })));
    }
    expect(new Set(answers).size).toBe(1);
  });

  test.each(['0', '-1', '999999999', '99999999999999999999', 'x', "1' OR true"])(
    'is null under an id that is none: %s',
    async (none) => {
      expect(await market.ask(market.authority, CONTRACT, { id: none })).toEqual({
        contract: null,
      });
    },
  );
});
