import { freshDatabase } from '../../test/kit/postgres.ts';
import { checkRequests, serveRegistry } from './check.ts';
import { askedCodes, buildCity } from './city.ts';
import { type LoadRequest, type LoadResult, runLoad } from './load.ts';
import { type BenchResult, median, round } from './result.ts';
import { startServer } from './server.ts';

const fileRequests = (codes: readonly string[], key: string): LoadRequest[] =>
  codes.map((code) => ({
    method: 'POST',
    path: '/api/v1/files/query',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ subject: { type: 'uscc', code }, purpose: 'commitment', caseNo: 'BENCH-1' }),
  }));

// The 99th percentile of a file query against that of a check, on the same service with as many connections,
// turn about.
export const fileBench = async (size: { isQuick: boolean }): Promise<BenchResult> => {
  const subjects = size.isQuick ? 50_000 : 1_000_000;
  const server = await startServer();
  try {
    const url = await freshDatabase(server);
    const { key } = await buildCity(url, { subjects, listings: subjects / 50 });
    const codes = askedCodes(subjects, 4000);
    const service = await serveRegistry(url);
    const plans = { file: fileRequests(codes, key), check: checkRequests(codes, key) };
    const runs = { file: [] as LoadResult[], check: [] as LoadResult[] };
    for (let run = 0; run < (size.isQuick ? 4 : 6); run++)
      for (const what of ['check', 'file'] as const) {
        const result = await runLoad({
          url: service.url,
          connections: 64,
          seconds: size.isQuick ? 4 : 10,
          requests: plans[what],
        });
        if (result.failed > 0) throw new Error(`${result.failed} requests failed`);
        if (run > 0) runs[what].push(result);
      }
    const peakRssMb = round(service.peakRssMb(), 0);
    await service.stop();
    const p99 = (list: LoadResult[]) => median(list.map(({ p99Ms }) => p99Ms));
    const ratio = round(p99(runs.file) / p99(runs.check));
    return {
      case: 'file',
      unit: 'ms p99',
      ours: round(p99(runs.file), 1),
      baseline: round(p99(runs.check), 1),
      ratio,
      peakRssMb,
      target: '≤ 3',
      isMet: ratio <= 3,
    };
  } finally {
    await server.stop();
  }
};
