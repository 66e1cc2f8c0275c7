import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase } from '../../test/kit/postgres.ts';
import { serveRegistry } from './check.ts';
import { addFeeder, importOnce } from './feeding.ts';
import { writePenalties } from './generate-penalties.ts';
import { type BenchResult, round } from './result.ts';
import { startServer } from './server.ts';

const TARGET = 3;

// What most agencies do every night: the whole list again, nothing changed, against its first upload.
export const reimportBench = async ({ isQuick }: { isQuick: boolean }): Promise<BenchResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'registry-reimport-'));
  const server = await startServer();
  try {
    const url = await freshDatabase(server);
    const { key, agency } = await addFeeder(url);
    const file = join(folder, 'penalties.csv');
    await writePenalties(file, isQuick ? 100_000 : 500_000, agency);
    const service = await serveRegistry(url);
    const first = await importOnce(service.url, key, file);
    const again = await importOnce(service.url, key, file);
    const peakRssMb = round(service.peakRssMb(), 0);
    await service.stop();
    if (again.batch.counts.unchanged !== first.batch.counts.accepted)
      throw new Error(`not unchanged: ${JSON.stringify(again.batch.counts)}`);
    const rate = ({ seconds, batch }: typeof first) => Math.round(batch.counts.rows / seconds);
    const ratio = round(first.seconds / again.seconds);
    return {
      case: 'reimport',
      unit: 'rows/s',
      ours: rate(again),
      baseline: rate(first),
      ratio,
      peakRssMb,
      target: `≥ ${TARGET} × first`,
      isMet: ratio >= TARGET,
    };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
