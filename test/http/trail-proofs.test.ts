import { expect, test } from 'vitest';
import { sealLines } from '../../src/access/audit/seal-lines.ts';
import {
  CheckpointRefused,
  findForgeries,
  isConsistent,
  isIncluded,
  readCheckpoint,
  type TrailLine,
} from '../../src/client/verify-trail.ts';
import { jobNamed } from '../../src/jobs.ts';
import { afterRestore } from '../../src/notices/restoration/after-restore.ts';
import { act } from '../../src/platform/door/act.ts';
import { isSignedBySm2 } from '../../src/platform/keys/gm-crypto.ts';
import { ed25519Signer as makeSigner } from '../../src/platform/keys/signer.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { backUp } from '../kit/back-up.ts';
import { aUscc } from '../kit/identities.ts';
import { horizonPasses } from '../kit/run-jobs.ts';
import { asItWas, trailAttacks } from '../kit/trail-attacks.ts';

type Api = Awaited<ReturnType<TestApp['agency']>>['api'];
const read = async (answer: Response | Promise<Response>) => {
  const said = await answer;
  expect(said.status).toBe(200);
  return said.json();
};

const acts = async ({ operator }: TestApp, count: number) => {
  for (let no = 0; no < count; no++)
    await act(operator, 'matter.load', async () => ({
      value: no,
      audit: { no, 名称: '虚构事项' },
      events: [],
    }));
};
const sign = async ({ deps }: TestApp) => {
  await horizonPasses(deps);
  await sealLines(deps);
  await jobNamed('checkpoint-trail').run(deps, deps.clock.now());
};

const exported = async function* (api: Api, limit = 7): AsyncGenerator<TrailLine> {
  for (let from: number | null = 0; from !== null; ) {
    const page: { items: TrailLine[]; next: number | null } = await read(
      api(`/audit/leaves?from=${from}&limit=${limit}`),
    );
    yield* page.items;
    from = page.next;
  }
};

const aCity = async () => {
  const app = await makeApp();
  const auditor = await app.agency('SJJ', ['auditor']);
  const department = await app.agency('FIN', ['subscriber']);
  const { verifierKey } = await read(department.api('/audit/key'));
  const seen = async () => {
    const { items } = await read(department.api('/audit/checkpoints?limit=500'));
    return Promise.all(items.map(({ note }: { note: string }) => readCheckpoint(note, verifierKey)));
  };
  return { app, auditor: auditor.api, department: department.api, verifierKey, seen };
};

test('each line is proved to stand in the signed tree, and every checkpoint to be the beginning of every later one', async () => {
  const { app, auditor, department, seen } = await aCity();
  for (const count of [1, 2, 6, 1, 17]) {
    await acts(app, count);
    await sign(app);
  }
  const checkpoints = await seen();
  expect(checkpoints.map(({ size }) => size)).toEqual([5, 7, 13, 14, 31]);
  for (const { id } of await app.query('select id from audit_lines order by id limit 31')) {
    const proof = await read(auditor(`/audit/proofs/inclusion?line=${id}`));
    expect(await isIncluded(proof)).toBe(true);
    expect(await isIncluded({ ...proof, place: proof.place + 1 })).toBe(false);
    expect(proof.root).toBe(checkpoints.at(-1)?.root);
  }
  for (const from of checkpoints)
    for (const to of checkpoints.filter(({ size }) => size >= from.size)) {
      const { path } = await read(department(`/audit/proofs/consistency?from=${from.size}&to=${to.size}`));
      expect(await isConsistent({ from, to, path })).toBe(true);
      expect(await isConsistent({ from: { ...from, root: to.root }, to, path })).toBe(from.root === to.root);
    }
  expect(await findForgeries(exported(auditor), checkpoints)).toEqual([]);
});

test('a tree of more than two levels of kept subtrees gives the same proofs', async () => {
  const { app, auditor, department, seen } = await aCity();
  await sign(app);
  await app.query(`insert into audit_lines (at, actor, action, about, digest)
    select x.at, 'job:test', 'matter.load', '{}', audit_digest(x.at, null, 'job:test', 'matter.load', null, '{}', null)
    from (select now() as at from generate_series(1, 1400)) x`);
  await sign(app);
  await acts(app, 3);
  await sign(app);
  const [first, second, third] = await seen();
  expect([first?.size, second?.size]).toEqual([4, 1404]);
  for (const [from, to] of [
    [first, second],
    [second, third],
    [first, third],
  ] as const) {
    const { path } = await read(department(`/audit/proofs/consistency?from=${from?.size}&to=${to?.size}`));
    expect(from && to && (await isConsistent({ from, to, path }))).toBe(true);
  }
  for (const line of [1, 5, 6, 256, 700, 1029, 1405, 1406])
    expect(await isIncluded(await read(auditor(`/audit/proofs/inclusion?line=${line}`)))).toBe(true);
});

test('whoever scans a sheet holds a proof that its check stands in the trail', async () => {
  const { app, verifierKey } = await aCity();
  const window = await app.agency('GSJ', ['window']);
  const subject = { type: 'uscc', code: aUscc('91unknown') };
  const answer = await window.api('/checks', {
    method: 'POST',
    json: { subject, purpose: 'commitment', caseNo: 'BJ-1' },
  });
  const { no, verifyUrl } = await answer.json();
  const proofUrl = new URL(verifyUrl);
  proofUrl.pathname += '/proof';
  const ask = () => app.request(proofUrl.pathname + proofUrl.search);
  expect(await (await ask()).json()).toMatchObject({ status: 409, code: 'audit-line.not-yet-signed' });
  await sign(app);
  const proof = await read(ask());
  expect(await isIncluded(proof)).toBe(true);
  expect(await readCheckpoint(proof.checkpoint, verifierKey)).toMatchObject({ root: proof.root });
  expect(JSON.stringify(proof)).not.toContain(no);
  const page = await app.request(new URL(verifyUrl).pathname + new URL(verifyUrl).search, {
    headers: { accept: 'text/html' },
  });
  expect(await page.text()).toContain('下载存证');
  expect((await app.request(`/public/checks/${no}/proof?code=AAAAAAAAAA`)).status).toBe(404);
});

test('proofs are for those who may have them, and of what there is', async () => {
  const { auditor, department, app } = await aCity();
  await sign(app);
  const codeOf = async (answer: Response | Promise<Response>) => (await (await answer).json()).code;
  expect(await codeOf(department('/audit/leaves'))).toBe('access.denied');
  expect(await codeOf(department('/audit/proofs/inclusion?line=1'))).toBe('access.denied');
  expect(await codeOf(app.request('/api/v1/audit/checkpoints'))).toBe('access.unauthenticated');
  expect(await codeOf(auditor('/audit/proofs/inclusion?line=999'))).toBe('audit-line.unknown');
  expect(await codeOf(department('/audit/proofs/consistency?from=3&to=99'))).toBe('checkpoint.unknown');
  expect(await codeOf(department('/audit/proofs/consistency?from=3&to=-1'))).toBe('request.invalid');
});

test('a checkpoint that was changed, or that another key signed, is refused', async () => {
  const { app, department, verifierKey } = await aCity();
  await sign(app);
  const [{ note }] = (await read(department('/audit/checkpoints'))).items;
  await expect(readCheckpoint(note.replace(/\n(\d+)\n/, '\n9$1\n'), verifierKey)).rejects.toThrow(
    CheckpointRefused,
  );
  const strange = await makeSigner(new Uint8Array(32).fill(7));
  const [name, hash] = verifierKey.split('+');
  const others = `${name}+${hash}+${btoa(String.fromCharCode(1, ...strange.publicKey))}`;
  await expect(readCheckpoint(note, others)).rejects.toThrow(CheckpointRefused);
});

// Of each attack: a department that kept the checkpoints, and has what the registry now exports.
test.each(trailAttacks)('who holds only checkpoints finds: $name', async ({ make, isSealedAfter }) => {
  const { app, auditor, seen } = await aCity();
  const put = await asItWas(app.query);
  await acts(app, 3);
  await sign(app);
  app.setNow('2026-11-24T03:00:00.000Z');
  await acts(app, 3);
  await sign(app);
  const kept = await seen();
  expect(await findForgeries(exported(auditor), kept)).toEqual([]);
  await make(app.query);
  if (isSealedAfter) {
    await acts(app, 3);
    await sign(app).catch(() => {});
  }
  const newer = isSealedAfter ? await seen() : [];
  const findings = await findForgeries(exported(auditor), [...kept, ...newer]);
  // A line that was only slipped in stands in nothing that is exported as signed: no proof of it can be had.
  const [slipped] = await app.query(
    `select id from audit_lines where actor = 'staff:forged' and at > '2026-11-24'`,
  );
  const proof = slipped && (await auditor(`/audit/proofs/inclusion?line=${slipped.id}`)).status;
  await put();
  expect(findings.length > 0 || proof === 409).toBe(true);
});

test('a trail that is signed no more shows in readyz and in the metrics', async () => {
  const { app } = await aCity();
  await app.query(`insert into scheduler_ticks (id, ticked_at) values (1, now())`);
  await acts(app, 1);
  await horizonPasses(app.deps);
  await sealLines(app.deps);
  const codes = async () => {
    const { warnings = [] } = await (await app.request('/readyz')).json();
    return warnings.map(({ code }: { code: string }) => code);
  };
  expect(await codes()).not.toContain('audit.unsigned');
  app.setNow('2026-11-24T02:06:00.000Z');
  expect(await codes()).toContain('audit.unsigned');
  expect(await (await app.request('/metrics')).text()).toContain('registry_audit_unsigned_seconds 360');
  await sign(app);
  expect(await codes()).not.toContain('audit.unsigned');
});

test('a lawful restoration is told by the checkpoint that declares it, to whoever kept those before', async () => {
  const { app, auditor, seen } = await aCity();
  await sign(app);
  const earlier = await backUp(app);
  await acts(app, 3);
  await sign(app);
  const kept = await seen();
  await earlier.restore();
  await afterRestore(app.operator, { document: '示数据〔2026〕5号' });
  for (const _ of [1, 2]) await acts(app, 2).then(() => sign(app));
  const newer = await seen();
  expect(await findForgeries(exported(auditor), [...kept, ...newer.slice(1)])).toMatchObject([
    { why: 'restored', size: 7, marker: { document: '示数据〔2026〕5号' } },
  ]);
  expect((await findForgeries(exported(auditor), kept)).map(({ why }) => why)).toEqual(['rewritten']);
  await earlier.forget();
});

test('under the commercial ciphers of the state a checkpoint is signed with SM2, which its reader is handed', async () => {
  const app = await makeApp({ env: { CRYPTO_SUITE: 'gm' } });
  const department = await app.agency('FIN', ['subscriber']);
  await acts(app, 3);
  await sign(app);
  const { verifierKey } = await read(department.api('/audit/key'));
  const { items } = await read(department.api('/audit/checkpoints?limit=1'));
  const note = String(items[0].note);
  await expect(readCheckpoint(note, verifierKey)).rejects.toThrow('SM2');
  expect((await readCheckpoint(note, verifierKey, isSignedBySm2)).size).toBeGreaterThan(0);
  await expect(readCheckpoint(note.replace(/\nat 2/, '\nat 3'), verifierKey, isSignedBySm2)).rejects.toThrow(
    CheckpointRefused,
  );
});
