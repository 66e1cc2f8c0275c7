import { readFileSync } from 'node:fs';
import postgres from 'postgres';
import { addAgency } from '../../src/access/agencies/add-agency.ts';
import { issueKey } from '../../src/access/keys/issue-key.ts';
import { freshDatabase } from '../../test/kit/postgres.ts';
import { serveRegistry } from './check.ts';
import { buildCity, cityCode } from './city.ts';
import { asOperator } from './feeding.ts';
import { type BenchResult, round } from './result.ts';
import { startServer } from './server.ts';

const LIMIT_SECONDS = 60;

// Every subject of the city has a penalty, every twentieth is on a list that the new rules no longer count.
const LEFT_OUT = 'list.wage-arrears';

const fillFacts = async (url: string, subjects: number) => {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const [feeder] = await sql`select id from agencies where code = 'SCJG'`;
  const common = `${feeder?.id}, 'live', '基准机关', '2026-01-01', '{}', 'h', now()`;
  const columns =
    'agency_id, state, authority_name, decided_on, fields, content_hash, known_from, catalog, source_no, ' +
    'subject_id, class, published_until';
  await sql.unsafe(`insert into records (${columns})
    select ${common}, 'administrative-penalty', 'P' || no, no,
      (array['severe', 'ordinary', 'minor'])[1 + no % 3], '2029-01-01'
    from generate_series(1, ${subjects}) no`);
  await sql.unsafe(`with told as (insert into records (${columns})
      select ${common}, 'wage-arrears', 'W' || no, no, null, '2029-01-01'
      from generate_series(1, ${subjects}, 20) no
      returning id, subject_id)
    insert into listings (list, kind, subject_id, agency_id, record_id, state, listed_on, due_on,
      authority_name, reason, known_from)
    select 'wage-arrears', 'severe', subject_id, ${feeder?.id}, id, 'listed', '2026-01-01', '2029-01-01',
      '基准机关', '基准事由', now() from told`);
  await sql.unsafe('vacuum analyze').simple();
  await sql.end();
};

const registrarKey = (url: string): Promise<string> =>
  asOperator(url, async (operator) => {
    await addAgency(operator, { code: 'XYB', name: '基准信用办', uscc: cityCode(4), roles: ['registrar'] });
    return (await issueKey(operator, { agency: 'XYB' })).key;
  });

const post = async (url: string, key: string, body: string) => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return answer.json() as Promise<{ version: number; subjectCount: number; turnCount: number }>;
};

// From the request to the answer: how long the registrar waits to hear who would turn, every subject having a
// live fact.
export const simulateBench = async (size: { isQuick: boolean }): Promise<BenchResult> => {
  const subjects = size.isQuick ? 100_000 : 1_000_000;
  const server = await startServer();
  try {
    const url = await freshDatabase(server);
    await buildCity(url, { subjects, listings: subjects / 50 });
    await fillFacts(url, subjects);
    const key = await registrarKey(url);
    const service = await serveRegistry(url);
    const base = `${service.url}/api/v1/rule-sets`;
    const { rules, ...draft } = JSON.parse(readFileSync('docs/examples/rule-set-severe-lists.json', 'utf8'));
    const fewer = rules.filter(({ code }: { code: string }) => code !== LEFT_OUT);
    const { version } = await post(base, key, JSON.stringify({ ...draft, rules: fewer }));
    const began = performance.now();
    const { subjectCount, turnCount } = await post(`${base}/${version}/simulate`, key, '');
    const seconds = (performance.now() - began) / 1000;
    await service.stop();
    if (subjectCount !== subjects || turnCount === 0)
      throw new Error(`${subjectCount} subjects were weighed, ${turnCount} turned`);
    const limit = (LIMIT_SECONDS * subjects) / 1_000_000;
    const ratio = round(seconds / limit);
    return {
      case: 'simulate',
      unit: 's',
      ours: round(seconds),
      baseline: limit,
      ratio,
      target: '≤ 1.0 (60 s a million)',
      isMet: ratio <= 1,
    };
  } finally {
    await server.stop();
  }
};
