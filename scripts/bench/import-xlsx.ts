import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase, type PostgresServer } from '../../test/kit/postgres.ts';
import { serveRegistry } from './check.ts';
import { addFeeder, type Feeder, importOnce } from './feeding.ts';
import { penaltyCells, penaltyHeader, writePenalties } from './generate-penalties.ts';
import { type BenchResult, round } from './result.ts';
import { startServer } from './server.ts';
import { writeWorkbook } from './write-workbook.ts';

const MOST_RSS_MB = 512;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function* sheetRows(count: number, agency: Feeder['agency']): Generator<readonly string[]> {
  yield penaltyHeader;
  for (let no = 1; no <= count; no++) yield penaltyCells(no, agency);
}

// Each into an empty registry, by a process of its own: its peak memory is this file's.
const importInto = async (
  server: PostgresServer,
  type: string,
  write: (agency: Feeder['agency']) => Promise<string>,
) => {
  const url = await freshDatabase(server);
  const { key, agency } = await addFeeder(url);
  const file = await write(agency);
  const service = await serveRegistry(url);
  try {
    const { seconds, batch } = await importOnce(service.url, key, file, type);
    return { perSecond: batch.counts.rows / seconds, counts: batch.counts, peakRssMb: service.peakRssMb() };
  } finally {
    await service.stop();
  }
};

// 200 000 rows of a workbook, against the same rows as CSV.
export const importXlsxBench = async ({ isQuick }: { isQuick: boolean }): Promise<BenchResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'registry-xlsx-'));
  const rows = isQuick ? 50_000 : 200_000;
  const server = await startServer();
  try {
    const csv = await importInto(server, 'text/csv', async (agency) => {
      const file = join(folder, 'penalties.csv');
      await writePenalties(file, rows, agency);
      return file;
    });
    const xlsx = await importInto(server, XLSX, async (agency) => {
      const file = join(folder, 'penalties.xlsx');
      await writeWorkbook(file, sheetRows(rows, agency));
      return file;
    });
    if (JSON.stringify(xlsx.counts) !== JSON.stringify(csv.counts))
      throw new Error(`not the same rows: ${JSON.stringify({ csv: csv.counts, xlsx: xlsx.counts })}`);
    return {
      case: 'import-xlsx',
      unit: 'rows/s',
      ours: Math.round(xlsx.perSecond),
      baseline: Math.round(csv.perSecond),
      ratio: round(xlsx.perSecond / csv.perSecond),
      peakRssMb: Math.round(xlsx.peakRssMb),
      target: `RSS ≤ ${MOST_RSS_MB} MB`,
      isMet: xlsx.peakRssMb <= MOST_RSS_MB,
    };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
