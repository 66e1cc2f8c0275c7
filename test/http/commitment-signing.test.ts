import { beforeAll, expect, test } from 'vitest';
import { makeHall, type Promisor, signedBy } from '../kit/commitments.ts';
import { openTestDb } from '../kit/database.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { aPicture } from '../kit/pictures.ts';

// The database is made before the first story, not within its time.
beforeAll(async () => void (await openTestDb()));

const firm: Promisor = { type: 'uscc', code: aUscc('91诺'), name: '示例承诺食品有限公司' };
const person: Promisor = { type: 'citizen-id', code: aCitizenId('诺'), name: '示例承' };

const codeOf = async (answer: Response) => [answer.status, (await answer.json()).code];

test('an electronic signature counts for exactly the text that was rendered', async () => {
  const hall = await makeHall();
  const { no, statement } = await hall.promised(firm);
  const sign = (said: object) => hall.step(no, 'sign', { way: 'electronic', ...said });
  const good = await signedBy(statement);
  const other = await signedBy(`${statement} `);
  expect(await codeOf(await sign(other))).toEqual([422, 'commitment.signature']);
  expect(await codeOf(await sign({ ...good, publicKey: other.publicKey }))).toEqual([
    422,
    'commitment.signature',
  ]);
  expect(await codeOf(await sign({ ...good, signature: good.signature.slice(0, -4) }))).toEqual([
    422,
    'commitment.signature',
  ]);
  expect(await codeOf(await sign({ ...good, algorithm: 'sm2-sm3' }))).toEqual([422, 'commitment.signature']);
  expect(await (await sign(good)).json()).toMatchObject({
    state: 'signed',
    signature: { way: 'electronic', algorithm: 'ecdsa-p256-sha256', genuine: true },
  });
  expect(await codeOf(await hall.window.api(`/commitments/${no}/scan`))).toEqual([404, 'commitment.no-scan']);
  await hall.query(`update commitments set statement = statement || '。'`);
  const { signature } = await (await hall.window.api(`/commitments/${no}`)).json();
  expect(signature.genuine).toBe(false);
});

test('a scan is a picture, bounded, without what the camera wrote beside it, and sealed', async () => {
  const hall = await makeHall();
  const { no } = await hall.promised(firm);
  const sign = (bytes: string) => hall.step(no, 'sign', { way: 'by-hand', scan: bytes });
  expect(await codeOf(await sign(btoa('%PDF-1.7 not a picture')))).toEqual([
    422,
    'commitment.scan-no-picture',
  ]);
  expect(await codeOf(await sign(btoa('GIF89a...')))).toEqual([422, 'commitment.scan-no-picture']);
  expect(await codeOf(await sign('####'))).toEqual([400, 'request.invalid']);
  expect(await codeOf(await sign('AAAA'.repeat(1_398_103)))).toEqual([400, 'request.invalid']);
  expect(await codeOf(await sign('AAAA'.repeat(2_000_000)))).toEqual([413, 'request.too-large']);
  const located = aPicture('jpeg', 'GPS 22.5431N');
  expect(atob(located)).toContain('GPS');
  expect((await sign(located)).status).toBe(200);
  const kept = await hall.window.api(`/commitments/${no}/scan`);
  const bytes = new Uint8Array(await kept.arrayBuffer());
  expect([kept.headers.get('content-type'), String.fromCharCode(...bytes.subarray(0, 3))]).toEqual([
    'image/jpeg',
    'ÿØÿ',
  ]);
  expect(new TextDecoder('latin1').decode(bytes)).not.toContain('GPS');
  const [row] = await hall.query(`select encode(sealed_scan, 'hex') as hex from commitment_signatures`);
  expect(String(row?.hex)).not.toContain('ffd8ff');
});

test('a phone opens the promise by a code of one use, reads the text, and signs it', async () => {
  const hall = await makeHall();
  const { no, statement } = await hall.promised(person);
  const link = async () =>
    (await (await hall.step(no, 'link', {})).json()) as { url: string; expiresAt: string };
  const first = await link();
  const { url, expiresAt } = await link();
  expect(expiresAt).toBe('2026-11-24T02:30:00.000Z');
  const open = (address: string, init = {}) =>
    hall.request(address.replace('http://registry.test', ''), { headers: { accept: 'text/html' }, ...init });
  expect((await open(first.url)).status).toBe(404);
  expect((await open(url.replace(no, `${no.slice(0, -6)}000999`))).status).toBe(404);
  const page = await open(url);
  const html = await page.text();
  expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(html).toContain('是申请人的真实意思表示');
  expect(html).not.toContain(person.code);
  const code = new URL(url).searchParams.get('code') ?? '';
  const post = (form: Record<string, string>) =>
    open(`/public/commitments/${no}`, {
      method: 'POST',
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    });
  const good = await signedBy(statement);
  expect((await post({ code, ...good, signature: (await signedBy('别的')).signature })).status).toBe(422);
  expect((await post({ code: 'x'.repeat(22), ...good })).status).toBe(404);
  const done = await post({ code, ...good });
  expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('已签署')]);
  expect((await post({ code, ...good })).status).toBe(404);
  const shown = await (await hall.window.api(`/commitments/${no}`)).json();
  expect(shown).toMatchObject({ state: 'signed', signature: { way: 'electronic', genuine: true } });
  const lines = await hall.query(`select actor from audit_lines where action = 'commitment.sign'`);
  expect(lines).toEqual([{ actor: `applicant:${no}` }]);
});

test('a phone’s code ends after half an hour', async () => {
  const hall = await makeHall();
  const { no } = await hall.promised(firm);
  const { url } = await (await hall.step(no, 'link', {})).json();
  const open = () => hall.request(url.replace('http://registry.test', ''));
  expect((await open()).status).toBe(200);
  hall.setNow('2026-11-24T02:30:00Z');
  expect(await codeOf(await open())).toEqual([404, 'commitment.link']);
});

test('the state’s ciphers take SM2 and nothing else', async () => {
  const hall = await makeHall({ CRYPTO_SUITE: 'gm' });
  const { no, statement } = await hall.promised(firm);
  const sign = (said: object) => hall.step(no, 'sign', { way: 'electronic', ...said });
  expect(await codeOf(await sign(await signedBy(statement)))).toEqual([422, 'commitment.signature']);
  expect(await codeOf(await sign(await signedBy(`${statement} `, 'sm2-sm3')))).toEqual([
    422,
    'commitment.signature',
  ]);
  const done = await sign(await signedBy(statement, 'sm2-sm3'));
  expect(await done.json()).toMatchObject({
    state: 'signed',
    signature: { algorithm: 'sm2-sm3', genuine: true },
  });
});
