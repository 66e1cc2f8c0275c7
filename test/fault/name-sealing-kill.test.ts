import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { runCli } from '../../scripts/cli/run-cli.ts';
import type { OpenDeps } from '../../src/node/open-deps.ts';
import { startRegistry } from '../../src/node/start-registry.ts';
import { freshDatabaseUrl } from '../kit/database.ts';
import { aCitizenId } from '../kit/identities.ts';
import { type Env, withDeps } from '../kit/registry.ts';

const FILES = 12_000;
// Read through the driver, which opens what is sealed: the same before, during and after.
const READS = [
  `select id, name from subjects order by id`,
  `select subject_id, name from subject_names order by subject_id, seen_on`,
  `select id, fields from records order by id`,
  `select record_id, version, fields from record_versions order by record_id, version`,
  `select no, subject, reasons, facts from checks order by no`,
] as const;

const said = ({ statement }: OpenDeps) => Promise.all(READS.map((read) => statement(read, [])));

const askFor = async (env: Env, persons: readonly string[]) => {
  const issued = await runCli(['key', 'issue', '--agency', 'ZWZX', '--json'], env);
  const { key } = JSON.parse(issued.out ?? '{}') as { key: string };
  const service = await startRegistry({ PORT: '0', LOG_LEVEL: 'error', SCHEDULER: 'off', ...env });
  for (const name of persons) {
    const subject = { type: 'citizen-id', code: aCitizenId(name), name };
    const answer = await fetch(`${service.url}/api/v1/checks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ subject, purpose: 'commitment', caseNo: 'BJ-1' }),
    });
    expect(answer.status).toBe(201);
  }
  await service.stop();
};

const clearNames = ({ statement }: OpenDeps) =>
  statement(
    `select count(*)::int as count from (select name from subjects where kind = 'person'
        union all select n.name from subject_names n join subjects s on s.id = n.subject_id where s.kind = 'person'
        union all select fields ->> 'legalRepresentative' from records
        union all select fields ->> 'legalRepresentative' from record_versions
        union all select subject ->> 'name' from checks) x(name)
      where name <> '' and left(name, 1) <> chr(1)`,
    [],
  ).then(([row]) => Number(row?.count));

const restingTriggers = ({ statement }: OpenDeps) =>
  statement(
    `select tgrelid::regclass::text || '.' || tgname as name from pg_trigger
      where not tgisinternal and tgenabled <> 'O'`,
    [],
  );

// As an earlier release left it: the names in clear, and no word of their sealing.
const putInClear = async (deps: OpenDeps) => {
  const { statement, database } = deps;
  await statement(
    `insert into subjects (kind, name, created_at)
      select 'person', '示例居民' || n, now() from generate_series(1, ${FILES}) n`,
    [],
  );
  const [subjects = [], , records = [], versions = [], checks = []] = await said(deps);
  const set = (table: string, found: readonly object[], columns: string, change: string) =>
    `update ${table} t set ${change}
      from jsonb_to_recordset($names$${JSON.stringify(found)}$names$::jsonb) x(${columns})`;
  await database.asOwner((run) =>
    run.exec(
      [
        ...['checks', 'record_versions'].map((table) => `alter table ${table} disable trigger user`),
        `${set('subjects', subjects, 'id bigint, name text', 'name = x.name')} where t.id = x.id`,
        `${set('records', records, 'id bigint, fields jsonb', 'fields = x.fields')} where t.id = x.id`,
        `${set('record_versions', versions, 'record_id bigint, version int, fields jsonb', 'fields = x.fields')}
          where t.record_id = x.record_id and t.version = x.version`,
        `${set('checks', checks, 'no text, subject json, reasons json, facts json', 'subject = x.subject, reasons = x.reasons, facts = x.facts')} where t.no = x.no`,
        ...['checks', 'record_versions'].map((table) => `alter table ${table} enable trigger user`),
        'delete from name_sealings',
      ].join(';\n'),
    ),
  );
};

const migrating = (env: Env) =>
  spawn(process.execPath, ['--import', 'tsx', 'scripts/cli.ts', 'migrate'], {
    env: { ...process.env, ...env, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });

const WAITING = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

// Caught in the middle of a step, with the triggers at rest: the process is killed and its session ends with it, as
// when the machine goes down.
const caughtInStep = async (env: Env, deps: OpenDeps, table: string) => {
  const child = migrating(env);
  await deps.db.transaction(async (tx) => {
    await tx.execute(sql.raw(`select from ${table} for update`));
    for (let waiting = 0; waiting === 0; await wait(20)) {
      expect(child.exitCode).toBe(null);
      // A transaction that stays idle is ended.
      await tx.execute(sql`select 1`);
      waiting = (await deps.statement(WAITING, [])).length;
    }
    child.kill('SIGKILL');
    await once(child, 'close');
    await deps.statement(`select pg_terminate_backend(pid) from (${WAITING}) w`, []);
    for (let left = 1; left > 0; await wait(20)) left = (await deps.statement(WAITING, [])).length;
  });
};

// Killed after so many steps, and a moment into the next.
const migrateKilledAt = async (env: Env, steps: number, laterMs: number): Promise<boolean> => {
  const child = migrating(env);
  let done = 0;
  child.stderr?.on('data', async (text: Buffer) => {
    const before = done;
    done += String(text).split('names.sealed').length - 1;
    if (before >= steps || done < steps) return;
    await wait(laterMs);
    child.kill('SIGKILL');
  });
  const [, signal] = await once(child, 'close');
  return signal === 'SIGKILL';
};

test('killed while names are sealed, append-only tables stay shut, nothing is lost, and the next start goes on', async () => {
  const env: Env = { DATABASE_URL: await freshDatabaseUrl(), MASTER_KEY: randomBytes(32).toString('base64') };
  expect((await runCli(['seed', 'demo'], env)).exitCode).toBe(0);
  await askFor(env, ['示例甲', '示例乙', '示例丙']);
  const before = await withDeps(env, async (deps) => {
    await putInClear(deps);
    return said(deps);
  });
  const left: number[] = [await withDeps(env, clearNames)];
  expect(left[0]).toBeGreaterThan(FILES);
  const stillAsBefore = async (deps: OpenDeps) => {
    expect(await restingTriggers(deps)).toEqual([]);
    expect(await said(deps)).toEqual(before);
    left.push(await clearNames(deps));
  };
  for (const [steps, laterMs] of [
    [1, 0],
    [2, 15],
    [3, 40],
  ] as const) {
    expect(await migrateKilledAt(env, steps, laterMs)).toBe(true);
    await withDeps(env, stillAsBefore);
  }
  for (const table of ['subjects', 'records', 'checks'])
    await withDeps(env, async (deps) => {
      await caughtInStep(env, deps, table);
      await stillAsBefore(deps);
    });
  expect(left).toEqual(left.toSorted((a, b) => b - a));
  expect(await runCli(['migrate'], env)).toMatchObject({ exitCode: 0 });
  await withDeps(env, async (deps) => {
    expect(await restingTriggers(deps)).toEqual([]);
    expect(await said(deps)).toEqual(before);
    expect(await clearNames(deps)).toBe(0);
    await expect(deps.statement(`update checks set outcome = outcome`, [])).rejects.toThrow('append-only');
  });
  expect(await runCli(['audit', 'verify'], env)).toMatchObject({ exitCode: 0 });
}, 240_000);
