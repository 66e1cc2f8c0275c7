import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { sealLines } from '../../src/access/audit/seal-lines.ts';
import { verifyChain } from '../../src/access/audit/verify-chain.ts';
import { act } from '../../src/platform/door/act.ts';
import { makeApp, type TestApp } from '../kit/app.ts';

let app: TestApp;
beforeEach(async () => {
  app = await makeApp();
});

const anAct = (no: number) =>
  act(app.operator, 'matter.load', async () => ({ value: no, audit: { no }, events: [] }));
const tamper = async (statement: string) => {
  await app.query(`alter table audit_lines disable trigger audit_lines_append_only`);
  await app.query(statement);
  await app.query(`alter table audit_lines enable trigger audit_lines_append_only`);
};
const acts = async (count: number) => {
  for (let no = 0; no < count; no++) await anAct(no);
  await horizonPasses();
};
// Other tests share the server, and their open transactions hold the horizon of all its databases back for a
// while.
const horizonPasses = async () => {
  const bound = async (edge: 'xmin' | 'xmax') =>
    Number((await app.query(`select pg_snapshot_${edge}(pg_current_snapshot())::text as edge`))[0]?.edge);
  const reached = await bound('xmax');
  await expect.poll(() => bound('xmin'), { timeout: 150_000 }).toBeGreaterThanOrEqual(reached);
};

test('every committed line is sealed once, and the chain proves whole', async () => {
  await acts(3);
  expect(await sealLines(app.deps)).toBe(3);
  expect(await sealLines(app.deps)).toBe(0);
  await acts(2);
  expect(await verifyChain(app.deps)).toMatchObject({
    isWhole: true,
    sealCount: 1,
    sealedLineCount: 3,
    unsealedLineCount: 2,
    broken: [],
  });
  await sealLines(app.deps);
  expect(await verifyChain(app.deps)).toMatchObject({
    isWhole: true,
    sealCount: 2,
    sealedLineCount: 5,
    unsealedLineCount: 0,
  });
});

test('the chain proves whole at one moment, while others go on writing lines', async () => {
  await acts(3);
  await sealLines(app.deps);
  let isOver = false;
  const writing = async () => {
    for (let no = 0; !isOver; no++) await anAct(no);
  };
  const writers = [writing(), writing(), writing()];
  for (let times = 0; times < 15; times++)
    expect(await verifyChain(app.deps)).toMatchObject({ isWhole: true, broken: [] });
  isOver = true;
  await Promise.all(writers);
});

test('an act that fails leaves neither change nor line', async () => {
  const failing = act(app.operator, 'matter.load', async (tx) => {
    await tx.execute(sql`insert into matters values ('M', 'n', 'd', 'b', true, null)`);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect([await app.query(`select * from matters`), await app.query(`select * from audit_lines`)]).toEqual([
    [],
    [],
  ]);
});

test('the trail refuses to be changed', async () => {
  await acts(1);
  await expect(app.query(`update audit_lines set actor = 'nobody'`)).rejects.toThrow();
  await expect(app.query(`delete from audit_lines`)).rejects.toThrow();
});

test.each([
  ['a changed line', `update audit_lines set about = '{"no": 9}' where id = 2`, 'altered', [2]],
  ['a deleted line', `delete from audit_lines where id = 2`, 'missing-or-added', []],
  [
    'a line whose digest was made to fit again',
    `update audit_lines set actor = 'x',
      digest = audit_digest(at, agency_id, 'x', action, subject_id, about, request_id) where id = 2`,
    'missing-or-added',
    [],
  ],
])('%s is found, with the seal it broke', async (_name, statement, why, lines) => {
  await acts(3);
  await sealLines(app.deps);
  await acts(1);
  await sealLines(app.deps);
  await tamper(statement);
  expect(await verifyChain(app.deps)).toMatchObject({ isWhole: false, broken: [{ seal: 1, why, lines }] });
});

test('a line slipped in beside the sealed ones is found', async () => {
  await acts(2);
  await sealLines(app.deps);
  await app.query(`insert into audit_lines (xid, at, actor, action, about, digest)
    select '1', at, actor, action, about, audit_digest(at, null, actor, action, null, about, null)
    from audit_lines where id = 1`);
  expect(await verifyChain(app.deps)).toMatchObject({
    isWhole: false,
    broken: [{ why: 'missing-or-added' }],
  });
});

test('a line altered before it was sealed is found too', async () => {
  await acts(2);
  await tamper(`update audit_lines set about = '{}' where id = 1`);
  expect(await verifyChain(app.deps)).toMatchObject({
    isWhole: false,
    broken: [{ seal: 1, why: 'altered', lines: [1] }],
  });
});

test('a seal taken out of the chain is found', async () => {
  await acts(1);
  await sealLines(app.deps);
  await acts(1);
  await sealLines(app.deps);
  await app.query(`alter table audit_seals disable trigger audit_seals_append_only`);
  await app.query(`delete from audit_seals where no = 1`);
  await app.query(`alter table audit_seals enable trigger audit_seals_append_only`);
  expect((await verifyChain(app.deps)).broken.map(({ why }) => why)).toEqual(
    expect.arrayContaining(['chain', 'gap']),
  );
});

test('after a restored back-up, whose transaction ids begin anew, nothing is left out and nothing is sealed twice', async () => {
  await acts(2);
  await sealLines(app.deps);
  await acts(1);
  // As a dump would bring them: the sealed lines and one still waiting, all with ids of the old server's
  // future.
  await tamper(`update audit_lines set xid = (xid::text::bigint + 1000000000)::text::xid8`);
  await app.query(`alter table audit_seals disable trigger audit_seals_append_only`);
  await app.query(`update audit_seals set to_xid = (to_xid::text::bigint + 1000000000)::text::xid8`);
  await app.query(`alter table audit_seals enable trigger audit_seals_append_only`);
  expect((await verifyChain(app.deps)).isWhole).toBe(true);
  await acts(2);
  expect(await sealLines(app.deps)).toBe(1);
  expect(await sealLines(app.deps)).toBe(2);
  await acts(1);
  await sealLines(app.deps);
  expect(await verifyChain(app.deps)).toMatchObject({
    isWhole: true,
    sealedLineCount: 6,
    unsealedLineCount: 0,
  });
});
