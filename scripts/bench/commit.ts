import postgres from 'postgres';
import { freshDatabase } from '../../test/kit/postgres.ts';
import { serveRegistry } from './check.ts';
import { buildCity, cityCode } from './city.ts';
import { type BenchResult, median, round } from './result.ts';
import { startServer } from './server.ts';

const CONNECTIONS = 64;
const MATTER = 'ZM-BENCH';
const FED = ['serious-violation', 'administrative-penalty', 'false-commitment', 'judgment-defaulter'];

// One matter with its texts, and feeds as fresh as a check asks for.
const prepare = async (sql: postgres.Sql) => {
  await sql`insert into matters (code, name, department, basis, is_commitment_allowed, notice_text,
      commitment_text, edition)
    values (${MATTER}, '基准：场所使用证明', '基准市场监管局', '基准依据', true,
      ${'基准告知。'.repeat(40)}, ${'基准承诺。'.repeat(40)}, 1)`;
  for (const catalog of [...FED, 'severe-penalty'])
    await sql`insert into feeds (agency_id, catalog, last_good_at)
      select id, ${catalog}, now() from agencies where code = 'SCJG'`;
};

type Ask = { path: string; body: object };

// As many at once as there are connections; answers the seconds and what was answered.
const timed = async (url: string, key: string, asks: readonly Ask[]) => {
  const waiting = [...asks];
  const answers: { no: string; outcome?: string }[] = [];
  const worker = async () => {
    for (let ask = waiting.pop(); ask; ask = waiting.pop()) {
      const answer = await fetch(`${url}/api/v1${ask.path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify(ask.body),
      });
      if (answer.status !== 201) throw new Error(`${ask.path}: ${answer.status} ${await answer.text()}`);
      answers.push((await answer.json()) as { no: string });
    }
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  return { seconds: (performance.now() - from) / 1000, answers };
};

// A promise drafted from each check against the checks themselves, the same service, as many connections.
export const commitBench = async (size: { isQuick: boolean }): Promise<BenchResult> => {
  const count = size.isQuick ? 1_000 : 4_000;
  const server = await startServer();
  try {
    const url = await freshDatabase(server);
    const { key } = await buildCity(url, { subjects: 50_000, listings: 1_000 });
    const sql = postgres(url, { max: 1, onnotice: () => {} });
    await prepare(sql);
    const service = await serveRegistry(url);
    const times = { check: [] as number[], commit: [] as number[] };
    for (let run = 0; run < 4; run++) {
      const checks = Array.from({ length: count }, (_, at) => ({
        path: '/checks',
        body: {
          // Every fiftieth is listed; those between are not.
          subject: { type: 'uscc', code: cityCode(1 + ((run * count + at) % 900) * 50) },
          purpose: 'commitment',
          matter: MATTER,
          caseNo: 'BENCH-1',
        },
      }));
      const checked = await timed(service.url, key, checks);
      await sql`insert into check_confirmations (check_no, choice, by, at)
        select no, 'followed', 'bench', now() from checks on conflict do nothing`;
      const drafts = checked.answers.map(({ no }) => ({ path: '/commitments', body: { check: no } }));
      const drafted = await timed(service.url, key, drafts);
      if (run === 0) continue;
      times.check.push(checked.seconds);
      times.commit.push(drafted.seconds);
    }
    const peakRssMb = round(service.peakRssMb(), 0);
    await service.stop();
    await sql.end();
    const ratio = round(median(times.commit) / median(times.check));
    return {
      case: 'commit',
      unit: 'promises/s',
      ours: round(count / median(times.commit), 0),
      baseline: round(count / median(times.check), 0),
      ratio,
      peakRssMb,
      target: '≤ 3',
      isMet: ratio <= 3,
    };
  } finally {
    await server.stop();
  }
};
