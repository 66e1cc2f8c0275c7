import postgres from 'postgres';
import { freshDatabase } from '../../test/kit/postgres.ts';
import { serveRegistry } from './check.ts';
import { buildCity } from './city.ts';
import { type BenchResult, median, round } from './result.ts';
import { startServer } from './server.ts';

const TARGET_SECONDS = 5;

// Three steps a promise, spread over a year, 400 matters; written as the room's own act writes them.
const fill = (sql: postgres.Sql, promises: number) =>
  sql`insert into promise_moves (event, no, agency_id, matter, at)
    select m.event, 'B' || n, (select id from agencies where code = 'ZWFW'), 'ZM-' || n % 400,
      '2026-01-01T00:00:00Z'::timestamptz + n % 365 * interval '1 day' + m.later
    from generate_series(1, ${promises}::int) n
    cross join (values ('commitment.draft', interval '1 hour'), ('commitment.signed', interval '2 hours'),
      ('commitment.handled', interval '3 hours')) m(event, later)`;

// The figures of a whole year and of its last month, each by matter, unit and month.
export const promiseStatisticsBench = async (size: { isQuick: boolean }): Promise<BenchResult> => {
  const promises = size.isQuick ? 100_000 : 1_000_000;
  const server = await startServer();
  try {
    const url = await freshDatabase(server);
    const { key } = await buildCity(url, { subjects: 1_000, listings: 10 });
    const sql = postgres(url, { max: 1, onnotice: () => {} });
    await fill(sql, promises);
    await sql.unsafe('vacuum analyze promise_moves').simple();
    const service = await serveRegistry(url);
    const ask = async (query: string) => {
      const from = performance.now();
      const answer = await fetch(`${service.url}/api/v1/promise-statistics?${query}`, {
        headers: { authorization: `Bearer ${key}` },
      });
      if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
      const { total } = (await answer.json()) as { total: Record<string, number> };
      return { seconds: (performance.now() - from) / 1000, signed: total['commitment.signed'] ?? 0 };
    };
    const times: number[] = [];
    for (let run = 0; run < 3; run++)
      for (const by of ['matter', 'agency', 'month'])
        for (const from of ['2026-01-01', '2026-12-01']) {
          const { seconds, signed } = await ask(`by=${by}&from=${from}&to=2026-12-31`);
          if (from === '2026-01-01' && signed !== promises) throw new Error(`${signed} of ${promises}`);
          times.push(seconds);
        }
    const peakRssMb = round(service.peakRssMb(), 0);
    await service.stop();
    await sql.end();
    const slowest = Math.max(...times);
    return {
      case: 'promise-statistics',
      unit: 's (slowest of 18)',
      ours: round(slowest),
      baseline: round(median(times)),
      ratio: round(slowest / TARGET_SECONDS),
      peakRssMb,
      target: `≤ ${TARGET_SECONDS} s over 1 000 000 promises`,
      isMet: slowest <= TARGET_SECONDS,
    };
  } finally {
    await server.stop();
  }
};
