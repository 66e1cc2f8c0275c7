import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import postgres from 'postgres';
import { expect, inject, test } from 'vitest';
import { reportText } from '../../scripts/cli/audit.ts';
import { sealLines } from '../../src/access/audit/seal-lines.ts';
import { verifyChain } from '../../src/access/audit/verify-chain.ts';
import { jobNamed } from '../../src/jobs.ts';
import { act } from '../../src/platform/door/act.ts';
import { freshDatabase } from '../kit/postgres.ts';
import { withNewRegistry } from '../kit/registry.ts';
import { horizonPasses } from '../kit/run-jobs.ts';
import { aRole } from '../kit/running-role.ts';

// As docs/operations.md tells the office that keeps it.
const printed = () => {
  const page = readFileSync('docs/operations.md', 'utf8');
  return (/```sql\n(create table witnessed_checkpoints[^`]+)```/.exec(page)?.[1] ?? '').trim().split(';\n');
};

const aWitness = async () => {
  const source = inject('database');
  if (source.kind === 'embedded') throw new Error('this test needs a server');
  const owner = await freshDatabase(source);
  const { role, url } = await aRole(owner);
  const sql = postgres(owner, { max: 1, onnotice: () => {} });
  for (const statement of printed()) await sql.unsafe(statement.replace('to witness', `to ${role}`));
  await sql.end();
  return { url, registry: await freshDatabase(source) };
};

test('another office’s database keeps what was signed, and the registry can only add to it', async () => {
  const { url, registry } = await aWitness();
  const env = { DATABASE_URL: registry, MASTER_KEY: randomBytes(32).toString('base64'), WITNESS_URL: url };
  await withNewRegistry(env, async (operator, deps) => {
    const minute = async () => {
      await act(operator, 'matter.load', async () => ({ value: 0, audit: {}, events: [] }));
      await horizonPasses(deps);
      await sealLines(deps);
      await jobNamed('checkpoint-trail').run(deps, deps.clock.now());
    };
    await minute();
    await minute();
    const report = await verifyChain(deps);
    expect(report).toMatchObject({ isWhole: true, witness: { noteCount: 2 }, checkpointCount: 2 });
    expect(reportText(report)).toContain('见证：持有 2 个检查点');
  });
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const refused = [
    'delete from witnessed_checkpoints',
    `update witnessed_checkpoints set note = ''`,
    'truncate witnessed_checkpoints',
    `insert into witnessed_checkpoints (no, note) overriding system value values (1, '')`,
  ].map((statement) =>
    sql.unsafe(statement).then(
      () => [statement],
      () => [],
    ),
  );
  expect((await Promise.all(refused)).flat()).toEqual([]);
  await sql.end();
});
