import postgres from 'postgres';
import { addAgency } from '../../src/access/agencies/add-agency.ts';
import { issueKey } from '../../src/access/keys/issue-key.ts';
import { freshDatabase } from '../../test/kit/postgres.ts';
import { serveRegistry } from './check.ts';
import { buildCity, cityCode } from './city.ts';
import { asOperator } from './feeding.ts';
import { type BenchResult, round } from './result.ts';
import { startServer } from './server.ts';

const LIMIT_SECONDS = 10;

// Handled promises with nobody behind them: a draw reads none of that.
const fillPromises = async (url: string, promises: number) => {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const [hall] = await sql`select id from agencies where code = 'SCJG'`;
  await sql`alter table commitments drop constraint commitments_check_no_fkey`;
  await sql`insert into commitments (no, check_no, agency_id, matter, matter_edition, matter_name,
      commitment_text, kind, name, shown_code, statement, sealed, disclosure, state, made_on, drafted_at,
      drafted_by, moved_at, moved_by)
    select lpad(no::text, 20, '0'), 'HC' || no, ${hall?.id ?? 0}, 'ZM', 1, '基准事项', '基准承诺', 'organisation',
      '基准', '91', '基准', '\\x00', '不可公开', 'handled', '2026-01-01', now(), 'bench', now(), 'bench'
    from generate_series(1, ${promises}) no`;
  await sql`insert into verifications (no, commitment_no, agency_id, class, risk, state, arisen_at, moved_at,
      moved_by)
    select 'HY20260101' || lpad(no::text, 7, '0'), lpad(no::text, 20, '0'), ${hall?.id ?? 0}, 'general',
      (array['medium', 'low'])[1 + no % 2], 'pool', now(), now(), 'bench'
    from generate_series(1, ${promises}) no`;
  await sql.unsafe('vacuum analyze').simple();
  await sql.end();
};

const registrarKey = (url: string): Promise<string> =>
  asOperator(url, async (operator) => {
    await addAgency(operator, { code: 'XYB', name: '基准信用办', uscc: cityCode(4), roles: ['registrar'] });
    return (await issueKey(operator, { agency: 'XYB' })).key;
  });

/** From the registrar's request to the answer, with all that is drawn become due. */
export const sampleBench = async (size: { isQuick: boolean }): Promise<BenchResult> => {
  const promises = size.isQuick ? 100_000 : 1_000_000;
  const server = await startServer();
  try {
    const url = await freshDatabase(server);
    await buildCity(url, { subjects: 1_000, listings: 20 });
    await fillPromises(url, promises);
    const key = await registrarKey(url);
    const service = await serveRegistry(url);
    const ask = async (path: string, method: string) => {
      const answer = await fetch(`${service.url}/api/v1/verification-draws${path}`, {
        method,
        headers: { authorization: `Bearer ${key}` },
      });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    };
    const began = performance.now();
    const { no, drawn } = (await ask('', 'POST')) as { no: string; drawn: number };
    const seconds = (performance.now() - began) / 1000;
    const { isSame } = (await ask(`/${no}`, 'GET')) as { isSame: boolean };
    const peakRssMb = round(service.peakRssMb(), 0);
    await service.stop();
    if (drawn !== (promises * 3) / 40 || !isSame)
      throw new Error(`${drawn} drawn, the same again: ${isSame}`);
    const limit = (LIMIT_SECONDS * promises) / 1_000_000;
    const ratio = round(seconds / limit);
    return {
      case: 'sample',
      unit: 's',
      ours: round(seconds),
      baseline: limit,
      ratio,
      peakRssMb,
      target: '≤ 1',
      isMet: ratio <= 1,
    };
  } finally {
    await server.stop();
  }
};
