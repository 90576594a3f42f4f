import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getHeapStatistics } from 'node:v8';
import { exportRoutes, importRoutes } from '../../../src/contracts/life/contract-file.routes';
import { ContractImport } from '../../../src/contracts/life/contract-import.service';
import { ContractExport } from '../../../src/contracts/life/export.service';
import { LineImport } from '../../../src/contracts/life/line-import.service';
import { systemClock } from '../../../src/platform/clock';
import { Database } from '../../../src/platform/database/database';
import { createPool } from '../../../src/platform/database/pool';
import { FileHandler } from '../../../src/platform/http/file-handler';
import { RequestContext } from '../../../src/platform/request-context';
import type { Caller } from '../../../src/access/caller';

/** A server of files alone, for a process with little memory: everybody is the insurer 9001. */
const [url = ''] = process.argv.slice(2);
const anyone = { description: '', refusal: () => undefined };
const database = new Database(createPool(url, { size: 2 }));
const files = new FileHandler<Caller, RequestContext<Caller>>({
  routes: [
    ...exportRoutes(new ContractExport(database), {
      exportContract: anyone,
      exportContractLines: anyone,
    }),
    ...importRoutes(
      new ContractImport(database, systemClock),
      new LineImport(database, systemClock),
      { importContract: anyone, importContractLines: anyone },
    ),
  ],
  authenticate: () => Promise.resolve({ subject: 'a', role: 'INSURER', uzovi: '9001' }),
  createContext: (caller, traceId) => new RequestContext(caller, traceId, new Date()),
  log: { info: () => undefined },
  logFault: (id, fault) => process.stdout.write(`fault ${id} ${JSON.stringify(fault)}\n`),
});
const server = createServer((request, response) => {
  void files.handle(request, response, request.url ?? '', () => false);
});
server.listen(0, '127.0.0.1', () => {
  const { heap_size_limit: limit } = getHeapStatistics();
  process.stdout.write(`port ${(server.address() as AddressInfo).port} heap ${limit}\n`);
});
