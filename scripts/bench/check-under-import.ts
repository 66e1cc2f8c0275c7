import { mkdtempSync, openAsBlob, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { answer, registryClient } from '../../src/client/registry-client.ts';
import { freshDatabase } from '../../test/kit/postgres.ts';
import { checkRequests, serveRegistry } from './check.ts';
import { askedCodes, buildCity } from './city.ts';
import { addFeeder, fedCatalog } from './feeding.ts';
import { writePenalties } from './generate-penalties.ts';
import { type LoadResult, runLoad } from './load.ts';
import { type BenchResult, median, round } from './result.ts';
import { startServer } from './server.ts';

const PER_SECOND = 200;
const TARGET = 2;

type Import = { url: string; key: string; file: string };

// While an upload is being worked; it must not end before the measure does.
const duringImport = async <T>({ url, key, file }: Import, measure: () => Promise<T>): Promise<T> => {
  const registry = registryClient({ url, key });
  const path = { id: '' };
  const look = () => answer(registry.api.GET('/api/v1/batches/{id}', { params: { path } }));
  path.id = (await registry.upload({ catalog: fedCatalog }, await openAsBlob(file, { type: 'text/csv' }))).id;
  while ((await look()).counts.rows === 0) await wait(50);
  const measured = await measure();
  const { status, counts } = await look();
  if (status !== 'running')
    throw new Error(`the import ended too early: ${status} after ${counts.rows} rows`);
  await answer(registry.api.POST('/api/v1/batches/{id}/cancel', { params: { path } }));
  return measured;
};

// The window at a steady 200 checks a second while an agency's file comes in, against the same window in a
// quiet hour.
export const checkUnderImportBench = async ({ isQuick }: { isQuick: boolean }): Promise<BenchResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'registry-under-import-'));
  const subjects = isQuick ? 50_000 : 500_000;
  const seconds = isQuick ? 6 : 15;
  const runs = isQuick ? 2 : 4;
  const server = await startServer();
  try {
    const url = await freshDatabase(server);
    const window = await buildCity(url, { subjects, listings: subjects / 50 });
    const { key, agency } = await addFeeder(url);
    const file = join(folder, 'penalties.csv');
    await writePenalties(file, isQuick ? 250_000 : 1_000_000, agency);
    const service = await serveRegistry(url);
    const requests = checkRequests(askedCodes(subjects, 4000), window.key);
    const load = () =>
      runLoad({ url: service.url, requests, connections: 64, perSecond: PER_SECOND, seconds });
    const times = async (count: number) => {
      const measured: LoadResult[] = [];
      for (let run = 0; run < count; run++) measured.push(await load());
      return measured;
    };
    await load();
    const quiet = await times(runs);
    const busy = await duringImport({ url: service.url, key, file }, () => times(runs));
    const peakRssMb = round(service.peakRssMb(), 0);
    await service.stop();
    const failed = [...quiet, ...busy].reduce((sum, one) => sum + one.failed, 0);
    if (failed > 0) throw new Error(`${failed} checks failed`);
    const p99 = (list: LoadResult[]) => median(list.map(({ p99Ms }) => p99Ms));
    const ratio = round(p99(busy) / p99(quiet));
    return {
      case: 'check-under-import',
      unit: 'ms p99',
      ours: round(p99(busy)),
      baseline: round(p99(quiet)),
      ratio,
      p99Ratio: ratio,
      peakRssMb,
      target: `p99 ≤ ${TARGET} × idle`,
      isMet: ratio <= TARGET,
    };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
