import { SEALED_LOGS } from '../../src/timeliness/seal.sql';
import { seal } from '../../src/timeliness/sealing';
import { createMarket, type Market } from '../contracts/market';
import { SETTLED_WORLD } from '../contracts/settled';
import { CONTRACT_GROWTH, CONTRACTS_BEFORE } from './growing-contracts.sql';
import { GROWTH } from './growing-rows.sql';

export interface GrowingWorld {
  readonly market: Market;
  /** Until there are so many of everything. */
  grow(to: number): Promise<void>;
}

/** Tables whose guards ask for more of a row than a reader of it does. */
const UNGUARDED = [
  ...['contract', 'contract_activity', 'contract_authorisation_item', 'contract_certificate'],
  ...['contract_clause', 'contract_complete_profile', 'contract_exclusion', 'contract_line'],
  ...['contract_framework_insurer', 'contract_kpi', 'contract_module_pin', 'contract_signature'],
  ...['contract_negotiation_entry', 'contract_subcontractor', 'contract_version'],
  ...['contract_assessment', 'insurer_assessment', 'contract_waiver', 'contract_text'],
  ...['authorisation_step', 'dispute_step', 'quality_requirement', 'quality_module_version'],
  ...['emergency_request', 'emergency_request_part', 'clock_suspension', 'allocation_lot'],
];

/** All but the triggers by which servers see that reference data have changed. */
const SWITCH_OFF = `DO $$ DECLARE t record; BEGIN
  FOR t IN SELECT tgrelid::regclass AS name, tgname FROM pg_trigger
           WHERE NOT tgisinternal AND tgname !~ '_versioned$' AND tgrelid::regclass::text = ANY ('{${UNGUARDED.join(',')}}')
  LOOP EXECUTE format('ALTER TABLE %s DISABLE TRIGGER %I', t.name, t.tgname); END LOOP; END $$`;

/** Else nothing could be had by the doctor who asks. */
const MAY_PRESCRIBE = `INSERT INTO prescriber_authority (profession_code, category, prescription, allowed, verified, source)
  VALUES ('0101', 'STOMA', 'ANY', true, false, 'test')`;

/** An empty market, of which every list grows at the same pace. */
export async function createGrowingWorld(): Promise<GrowingWorld> {
  const market = await createMarket({
    limits: { depth: 40, aliases: 100_000, cost: 1e9, tokens: 200_000 },
  });
  const run = async (text: string, values: readonly unknown[] = []): Promise<void> => {
    await market.db.owner.query({ name: '', text }, values);
  };
  for (const text of [...SETTLED_WORLD, MAY_PRESCRIBE, SWITCH_OFF, ...CONTRACTS_BEFORE])
    await run(text);
  const patient = market.cipher.seal({ bsn: '999990019' });
  const contact = market.cipher.seal({
    ...{ birthDate: '1950-05-17', name: null, note: null },
    ...{ postcode: '3511AA', houseNumber: '1', callBackNumber: '+31301234567' },
  });
  let grown = 0;
  return {
    market,
    async grow(to) {
      for (const text of [...GROWTH, ...CONTRACT_GROWTH]) await run(text, [grown + 1, to]);
      await run(`UPDATE patient SET sealed = $1, key_id = $2`, [patient.sealed, patient.keyId]);
      await run(`UPDATE emergency_request SET contact_sealed = $1, contact_key_id = $2`, [
        contact.sealed,
        contact.keyId,
      ]);
      for (const log of SEALED_LOGS) await seal(market.db.owner, market.clock, log);
      grown = to;
    },
  };
}
