import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { adoptTrail } from '../../src/access/audit/adopt-trail.ts';
import { sealLines } from '../../src/access/audit/seal-lines.ts';
import { verifyChain } from '../../src/access/audit/verify-chain.ts';
import { jobNamed } from '../../src/jobs.ts';
import { afterRestore } from '../../src/notices/restoration/after-restore.ts';
import { act } from '../../src/platform/door/act.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { backUp } from '../kit/back-up.ts';
import { aUscc } from '../kit/identities.ts';
import { horizonPasses } from '../kit/run-jobs.ts';
import { asItWas, asOldRelease, trailAttacks } from '../kit/trail-attacks.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const aTrail = async (env: Record<string, string> = {}) => {
  const app = await makeApp({ env });
  ends.push(await asItWas(app.query));
  await app.agency('GSJ', ['window']);
  return app;
};
const aWitness = () => {
  const folder = mkdtempSync(join(tmpdir(), 'registry-witness-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  return { WITNESS_URL: pathToFileURL(join(folder, 'checkpoints.ndjson')).href };
};

let minute = 0;
// Three acts, and what the service does in the minute after.
const aMinutePasses = async (app: TestApp) => {
  minute += 1;
  app.setNow(new Date(Date.UTC(2026, 10, 24, 2, minute)).toISOString());
  for (let no = 0; no < 3; no++)
    await act(app.operator, 'matter.load', async () => ({ value: no, audit: { no, minute }, events: [] }));
  await horizonPasses(app.deps);
  await sealLines(app.deps);
};
const checkpoint = ({ deps }: TestApp) => jobNamed('checkpoint-trail').run(deps, deps.clock.now());

const twoMinutes = async (app: TestApp) => {
  for (const _ of [1, 2]) {
    await aMinutePasses(app);
    await checkpoint(app);
  }
  expect(await verifyChain(app.deps)).toMatchObject({
    isWhole: true,
    checkpointCount: 2,
    signedLineCount: 8,
  });
};

test.each(trailAttacks)('alone: $name', async ({ make, isSeenAlone, isSealedAfter }) => {
  const app = await aTrail();
  await twoMinutes(app);
  await make(app.query);
  if (isSealedAfter) await aMinutePasses(app);
  expect((await verifyChain(app.deps)).isWhole).toBe(!isSeenAlone);
});

test.each(trailAttacks)('before a witness: $name', async ({ make, isSealedAfter }) => {
  const app = await aTrail(aWitness());
  await twoMinutes(app);
  expect((await verifyChain(app.deps)).witness).toMatchObject({ noteCount: 2, size: 8 });
  await make(app.query);
  if (isSealedAfter) await aMinutePasses(app);
  expect((await verifyChain(app.deps)).isWhole).toBe(false);
});

const whys = async (app: TestApp) => (await verifyChain(app.deps)).broken.map(({ why }) => why);

test('an earlier state put back is no beginning of what the witness saw; nothing more is handed to it', async () => {
  const app = await aTrail(aWitness());
  await twoMinutes(app);
  const earlier = await backUp(app);
  await aMinutePasses(app);
  await checkpoint(app);
  await earlier.restore();
  expect(await whys(app)).toEqual(['cut']);
  for (const _ of [1, 2, 3]) await aMinutePasses(app);
  await expect(checkpoint(app)).rejects.toThrow('见证所持的检查点不在本库');
  expect(await whys(app)).toEqual(['rewritten']);
  await earlier.forget();
});

test('a restoration is named with its document, and excused only by a witness that was told', async () => {
  const app = await aTrail(aWitness());
  await twoMinutes(app);
  const earlier = await backUp(app);
  await aMinutePasses(app);
  await checkpoint(app);
  await earlier.restore();
  await afterRestore(app.operator, { document: '示数据〔2026〕5号' });
  expect(await whys(app)).toEqual(['unwitnessed', 'cut']);
  await aMinutePasses(app);
  await checkpoint(app);
  const report = await verifyChain(app.deps);
  expect(report).toMatchObject({ isWhole: true, segments: [{ epoch: 2 }], witness: { noteCount: 5 } });
  expect(report.markers).toMatchObject([
    {
      size: 8,
      marker: { kind: 'restored', epoch: 2, document: '示数据〔2026〕5号', witnessed: { size: 11 } },
    },
  ]);
  await earlier.forget();
});

test('seals of a release without a key are taken over by its operator, once, and by no job', async () => {
  const app = await aTrail();
  await aMinutePasses(app);
  await asOldRelease(app.query);
  expect(await whys(app)).toEqual(['unsigned']);
  await expect(checkpoint(app)).rejects.toThrow('封条 1');
  await adoptTrail(app.operator);
  await aMinutePasses(app);
  await checkpoint(app);
  expect(await verifyChain(app.deps)).toMatchObject({
    ...{ isWhole: true, signedLineCount: 9 },
    markers: [{ size: 5, marker: { kind: 'adopted', seals: 1 } }],
  });
  expect(await app.query(`select action from audit_lines where action = 'audit.adopt'`)).toHaveLength(1);
});

test('a tail cut off shows alone where a check is left without its line', async () => {
  const app = await aTrail();
  const window = await app.agency('ZWZX', ['window']);
  await aMinutePasses(app);
  const json = { subject: { type: 'uscc', code: aUscc('91TAIL') }, purpose: 'commitment', caseNo: 'BJ-1' };
  expect((await window.api('/checks', { method: 'POST', json })).status).toBe(201);
  await aMinutePasses(app);
  expect(await whys(app)).toEqual([]);
  await trailAttacks.find(({ name }) => name === 'the tail cut off')?.make(app.query);
  expect(await whys(app)).toEqual(['unrecorded']);
});
