import { expect, test } from 'vitest';
import { sealLines } from '../../src/access/audit/seal-lines.ts';
import { findForgeries, readCheckpoint, type TrailLine } from '../../src/client/verify-trail.ts';
import { jobNamed } from '../../src/jobs.ts';
import { act } from '../../src/platform/door/act.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { horizonPasses } from '../kit/run-jobs.ts';
import { asItWas, trailAttacks } from '../kit/trail-attacks.ts';

type Api = Awaited<ReturnType<TestApp['agency']>>['api'];
const read = async (api: Api, path: string) => {
  const answer = await api(path);
  expect(answer.status).toBe(200);
  return answer.json();
};

// The service's work of a minute.
const passAMinute = async ({ operator, deps }: TestApp) => {
  for (let no = 0; no < 3; no++)
    await act(operator, 'matter.load', async () => ({ value: no, audit: { no }, events: [] }));
  await horizonPasses(deps);
  await sealLines(deps);
  await jobNamed('checkpoint-trail').run(deps, deps.clock.now());
  await jobNamed('tell-checkpoints').run(deps, deps.clock.now());
};

const exported = async function* (api: Api): AsyncGenerator<TrailLine> {
  for (let from: number | null = 0; from !== null; ) {
    const page: { items: TrailLine[]; next: number | null } = await read(api, `/audit/leaves?from=${from}`);
    yield* page.items;
    from = page.next;
  }
};

// A department that has nothing but what its subscription brought, and the key that it was handed once.
const aWitness = async (app: TestApp) => {
  const { api } = await app.agency('FIN', ['subscriber']);
  const { verifierKey } = await read(api, '/audit/key');
  const json = { name: '留存检查点', filter: { topics: ['audit.checkpoint'] } };
  const { id } = await (await api('/subscriptions', { method: 'POST', json })).json();
  return async (after = 0) => {
    const { items } = await read(api, `/feed?subscription=${id}&after=${after}`);
    return Promise.all(
      items.map(({ data }: { data: { note: string } }) => readCheckpoint(data.note, verifierKey)),
    );
  };
};

test.each(trailAttacks)('a department that kept what it was told finds: $name', async (attack) => {
  const app = await makeApp();
  const auditor = await app.agency('SJJ', ['auditor']);
  const told = await aWitness(app);
  const put = await asItWas(app.query);
  await passAMinute(app);
  app.setNow('2026-11-24T03:00:00.000Z');
  await passAMinute(app);
  const kept = await told();
  expect(kept).toHaveLength(2);
  expect(await findForgeries(exported(auditor.api), kept)).toEqual([]);
  await attack.make(app.query);
  if (attack.isSealedAfter) await passAMinute(app).catch(() => {});
  const newer = attack.isSealedAfter ? await told(kept.length) : [];
  const findings = await findForgeries(exported(auditor.api), [...kept, ...newer]);
  // A line that was only slipped in stands in nothing that is exported as signed: no proof of it can be had.
  const [slipped] = await app.query(`select max(id) as id from audit_lines where actor = 'staff:forged'`);
  const proof = slipped?.id && (await auditor.api(`/audit/proofs/inclusion?line=${slipped.id}`)).status;
  await put();
  expect(findings.length > 0 || proof === 409).toBe(true);
});
