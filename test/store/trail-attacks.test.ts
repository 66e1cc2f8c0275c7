import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { sealLines } from '../../src/access/audit/seal-lines.ts';
import { verifyChain } from '../../src/access/audit/verify-chain.ts';
import { jobNamed } from '../../src/jobs.ts';
import { act } from '../../src/platform/door/act.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { horizonPasses } from '../kit/run-jobs.ts';
import { trailAttacks } from '../kit/trail-attacks.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const aTrail = async (env: Record<string, string> = {}) => {
  const app = await makeApp({ env });
  const [row] = await app.query(`select pg_get_functiondef('audit_digest'::regproc) as text`);
  ends.push(() => app.query(String(row?.text)));
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
