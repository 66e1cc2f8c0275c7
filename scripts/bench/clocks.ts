import postgres from 'postgres';
import { jobNamed } from '../../src/jobs.ts';
import { openPostgres } from '../../src/node/open-database.ts';
import { depsOver } from '../../src/node/open-deps.ts';
import { refuseWrongKey } from '../../src/platform/keys/prove-key.ts';
import { readConfig } from '../../src/platform/running/config.ts';
import { freshDatabase } from '../../test/kit/postgres.ts';
import { buildCity, masterKey } from './city.ts';
import { type BenchResult, round } from './result.ts';
import { startServer } from './server.ts';

const FULL = 1_000_000;
const FULL_LIMIT_SECONDS = 60;
const NIGHT = new Date('2026-06-01T00:05:00+08:00');

// Of each fifty records one is that of a listing whose term is over; one other leaves publicity; of a hundred
// one is archived.
const fillRecords = async (url: string, records: number, listings: number) => {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql.unsafe(`insert into records (id, catalog, agency_id, source_no, subject_id, state, class,
    document_no, authority_name,
      decided_on, published_until, retained_until, fields, content_hash, known_from)
    select n, 'administrative-penalty', (select min(id) from agencies), 'P' || n, 1 + n % ${records / 2},
      'live', 'ordinary',
      '基准罚' || n || '号', '基准市场监管局', '2025-06-01', case when n % 50 = 0 then date '2026-06-01' else date '2026-12-01' end,
      case when n % 100 = 1 then date '2026-05-31' else date '2031-01-01' end,
      jsonb_build_object('decisionDocNo', '基准罚' || n || '号', 'penaltyContent', '罚款人民币壹万元', 'facts', '基准违法事实'),
      'h', '2026-01-01' from generate_series(${listings + 1}, ${records}) n`);
  await sql.unsafe(`update listings set due_on = '2026-06-01'`);
  await sql.unsafe('vacuum analyze').simple();
  await sql.end();
};

// The night's two jobs at once, as the scheduler runs them.
const runNight = async (url: string) => {
  const database = openPostgres(url, { max: 4 });
  const config = readConfig({ DATABASE_URL: url, MASTER_KEY: masterKey, LOG_LEVEL: 'error' });
  const send = async () => ({ ok: false as const, fault: 'connect', tookMs: 0 });
  const deps = await depsOver(config, database, { send, now: () => NIGHT });
  await refuseWrongKey(deps);
  const began = performance.now();
  await Promise.all([
    jobNamed('end-due-listings').run(deps, NIGHT),
    jobNamed('end-due-records').run(deps, NIGHT),
  ]);
  const seconds = (performance.now() - began) / 1000;
  const [ended] = await deps.statement(
    `select (select count(*) from listings where state = 'expired')::int + (select count(*) from records
      where version > 1)::int as count`,
    [],
  );
  await database.close();
  return { seconds, ended: Number(ended?.count) };
};

export const clocksBench = async ({ isQuick }: { isQuick: boolean }): Promise<BenchResult> => {
  const records = isQuick ? FULL / 10 : FULL;
  const listings = records / 50;
  const server = await startServer();
  try {
    const url = await freshDatabase(server);
    await buildCity(url, { subjects: records / 2, listings });
    await fillRecords(url, records, listings);
    const { seconds, ended } = await runNight(url);
    const due = listings + (records - listings) * (3 / 100);
    if (Math.abs(ended - due) > 2) throw new Error(`${ended} ended, ${due} were due`);
    const limit = (FULL_LIMIT_SECONDS * records) / FULL;
    const ratio = round(seconds / limit);
    return {
      case: 'clocks',
      unit: 's',
      ours: round(seconds),
      baseline: limit,
      ratio,
      target: `≤ 1.0 (${limit} s)`,
      isMet: ratio <= 1,
    };
  } finally {
    await server.stop();
  }
};
