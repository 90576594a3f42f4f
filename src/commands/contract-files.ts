import { createReadStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { importContract } from '../contracts/life/contract-import.service';
import { ContractImportError } from '../contracts/life/contract-import-error';
import { importContractLines } from '../contracts/life/line-import.service';
import { selectNewest } from '../contracts/life/import.sql';
import { EXPORTS, type ExportForm } from '../contracts/life/export-text';
import { contractNamed } from '../contracts/life/named-contract';
import { SIDES, type Side } from '../contracts/side';
import { systemClock } from '../platform/clock';
import type { Database } from '../platform/database/database';
import { PreparationError } from '../platform/database/preparation-error';
import { linesOfFile } from '../platform/lines';

/**
 * @param party whose file it is, INSURER or SUPPLIER; left out: neither's
 * @returns what was done, in words
 */
export async function importContractFile(
  database: Database,
  file: string,
  party?: string,
): Promise<string> {
  return explained(async () => {
    const side = sideNamed(party);
    const bytes = createReadStream(file) as AsyncIterable<Uint8Array>;
    const { number, outcome } = await importContract(database, systemClock, bytes, side);
    const words = {
      ADDED: 'was added as a draft',
      CHANGED: 'was changed',
      THE_SAME: 'is as it was',
    };
    return `Contract ${number} ${words[outcome]}.`;
  });
}

/** @returns what was done, in words */
export async function importLinesFile(
  database: Database,
  number: string,
  file: string,
  party?: string,
): Promise<string> {
  return explained(async () => {
    const side = sideNamed(party);
    const lines = linesOfFile(file);
    const { imported, changed } = await importContractLines(
      database,
      number,
      lines,
      systemClock,
      side,
    );
    const words = changed ? 'are now those of the file' : 'were so already';
    return `The ${imported} lines of contract ${number} ${words}.`;
  });
}

/** Writes the newest version of a contract as it is read: as JSON, or its lines as CSV. */
export async function writeContract(
  database: Database,
  form: ExportForm,
  number: string,
  to: Writable,
): Promise<void> {
  await database.reading(async (reading) => {
    const contract = await contractNamed(reading, number);
    if ('problem' in contract) throw new PreparationError(contract.problem);
    const [newest] = await reading.query(selectNewest, [contract.id]);
    if (newest === undefined) throw new Error('A contract has no version');
    const text = EXPORTS[form](reading, { versionId: newest.versionId, onTable: null });
    await pipeline(text, to, { end: false });
  });
}

function sideNamed(party: string | undefined): Side | null {
  if (party === undefined) return null;
  const side = SIDES.find((one) => one === party);
  if (side !== undefined) return side;
  throw new PreparationError(`Whose file it is: ${SIDES.join(' or ')}, not ${party}.`);
}

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ContractImportError)) throw error;
    throw new PreparationError(`${error.message}\nNothing was imported.`, { cause: error });
  }
}
