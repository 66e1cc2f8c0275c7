import { fileURLToPath } from 'node:url';
import { freshDatabase } from '../../test/kit/postgres.ts';
import { type Child, startChild } from './child.ts';
import { askedCodes, buildCity, masterKey } from './city.ts';
import { type LoadRequest, type LoadResult, runLoad } from './load.ts';
import { type BenchResult, median, round } from './result.ts';
import { startServer } from './server.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export const serveRegistry = (url: string): Promise<Child> =>
  startChild(here('registry-server.ts'), {
    DATABASE_URL: url,
    MASTER_KEY: masterKey,
    PORT: '0',
    LOG_LEVEL: 'error',
  });

export const checkRequests = (codes: readonly string[], key: string): LoadRequest[] =>
  codes.map((code) => ({
    method: 'POST',
    path: '/api/v1/checks',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ subject: { type: 'uscc', code }, purpose: 'commitment', caseNo: 'BENCH-1' }),
  }));

// One POST /checks with its durable record against a bare Hono keyed SELECT, 64 connections, turn about.
export const checkBench = async (size: { isQuick: boolean }): Promise<BenchResult> => {
  const subjects = size.isQuick ? 50_000 : 1_000_000;
  const server = await startServer();
  try {
    const url = await freshDatabase(server);
    const { key } = await buildCity(url, { subjects, listings: size.isQuick ? 1_000 : 20_000 });
    const codes = askedCodes(subjects, 4000);
    const ours = await serveRegistry(url);
    const bare = await startChild(here('bare-select-server.ts'), { DATABASE_URL: url });
    const plans = {
      ours: { url: ours.url, requests: checkRequests(codes, key) },
      bare: {
        url: bare.url,
        requests: codes.map((code): LoadRequest => ({ method: 'GET', path: `/subjects/uscc:${code}` })),
      },
    };
    const runs = { ours: [] as LoadResult[], bare: [] as LoadResult[] };
    for (const who of ['ours', 'bare'] as const)
      await runLoad({ ...plans[who], connections: 64, seconds: 3 });
    for (let run = 0; run < (size.isQuick ? 3 : 5); run++)
      for (const who of ['bare', 'ours'] as const)
        runs[who].push(await runLoad({ ...plans[who], connections: 64, seconds: size.isQuick ? 4 : 10 }));
    const failed = [...runs.ours, ...runs.bare].reduce((sum, one) => sum + one.failed, 0);
    if (failed > 0) throw new Error(`${failed} requests failed`);
    const peakRssMb = round(ours.peakRssMb(), 0);
    await Promise.all([ours.stop(), bare.stop()]);
    const rate = (list: LoadResult[]) => median(list.map(({ perSecond }) => perSecond));
    const p99 = (list: LoadResult[]) => median(list.map(({ p99Ms }) => p99Ms));
    const ratio = round(rate(runs.ours) / rate(runs.bare));
    const p99Ratio = round(p99(runs.ours) / p99(runs.bare));
    return {
      case: 'check',
      unit: 'checks/s',
      ours: round(rate(runs.ours), 0),
      baseline: round(rate(runs.bare), 0),
      ratio,
      p99Ratio,
      peakRssMb,
      target: '≥ 1.0, p99 ≤ 1.5',
      isMet: ratio >= 1 && p99Ratio <= 1.5,
    };
  } finally {
    await server.stop();
  }
};
