import { execFileSync } from 'node:child_process';
import { createHmac, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Agency, eventOf, makePush, type PushApp, subscribe, subscribed } from '../kit/push.ts';

const folder = mkdtempSync(join(tmpdir(), 'credit-registry-tls-'));
const file = (name: string) => join(folder, name);
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
const pem = (name: string) => readFileSync(file(name), 'utf8');

// A certificate authority of this test alone, and what it has signed.
const issue = (name: string, days: number, extension = 'extendedKeyUsage=clientAuth') => {
  const request = ['-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`];
  openssl('req', ...request, '-subj', `/CN=${name}`);
  writeFileSync(file(`${name}.ext`), extension);
  const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', `${name}.ext`];
  openssl('x509', '-req', '-in', `${name}.csr`, ...signed, '-days', String(days), '-out', `${name}.pem`);
  return { certificate: pem(`${name}.pem`), key: pem(`${name}.key`) };
};

const trustedBefore = getCACertificates('default');
let ours: ReturnType<typeof issue>;
// openssl has a clock of its own: the registry's starts at the certificate's first hour, whatever the day of
// this process.
let issuedAt: Date;
beforeAll(() => {
  const ca = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'ca.key', '-out', 'ca.pem'];
  openssl('req', ...ca, '-days', '2', '-subj', '/CN=test-ca');
  issue('server', 2, 'subjectAltName=IP:127.0.0.1');
  ours = issue('registry', 2);
  issuedAt = new Date(Date.parse(new X509Certificate(ours.certificate).validFrom) + 3_600_000);
  setDefaultCACertificates([...trustedBefore, pem('ca.pem')]);
});
afterAll(() => {
  setDefaultCACertificates(trustedBefore);
  rmSync(folder, { recursive: true });
});

let push: PushApp;
let finance: Agency;
beforeEach(async () => {
  push = await makePush();
  push.setNow(issuedAt.toISOString());
  finance = await push.agency('FIN', ['subscriber'], [], '虚构市财政局');
});
afterEach(() => push.stop());

// A department that asks who calls, and lets in only what its authority has signed.
const startStrict = async () => {
  const callers: string[] = [];
  const tls = { ca: pem('ca.pem'), cert: pem('server.pem'), key: pem('server.key') };
  const server = createServer(
    { ...tls, requestCert: true, rejectUnauthorized: true },
    (request, response) => {
      const { socket } = request as unknown as { socket: import('node:tls').TLSSocket };
      callers.push(String(socket.getPeerCertificate().subject.CN));
      request.resume().once('end', () => response.writeHead(204).end());
    },
  );
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url, callers, stop };
};

const put = (id: string, json: unknown) =>
  finance.api(`/subscriptions/${id}/client-certificate`, { method: 'PUT', json });
const shown = async (id: string) => (await finance.api(`/subscriptions/${id}`)).json();

test('a receiver that asks for our certificate gets it, and nothing without it', async () => {
  const strict = await startStrict();
  try {
    const { id } = await subscribe(finance, { endpoint: { url: strict.url } });
    await push.send();
    expect(await shown(id)).toMatchObject({ state: 'pending', clientCertificate: null });
    expect((await put(id, ours)).status).toBe(200);
    await push.hurry();
    await push.send();
    expect(await shown(id)).toMatchObject({
      state: 'active',
      clientCertificate: { validUntil: expect.stringMatching(/Z$/) },
    });
    await push.tell(eventOf(await push.aListing('a'), 'created'));
    await push.relay();
    await push.send();
    expect(strict.callers).toEqual(['registry', 'registry']);
  } finally {
    strict.stop();
  }
});

test('the key is kept sealed, named nowhere, and destroyed with the certificate', async () => {
  const { id } = await subscribe(finance, { endpoint: { url: 'http://127.0.0.1:9/hook' } });
  await put(id, ours);
  const kept = await push.query('select * from subscription_certificates');
  const audited = await push.query('select * from audit_lines');
  const secret = ours.key.split('\n')[3] ?? '';
  expect(secret.length).toBeGreaterThan(40);
  const sealed = Buffer.from((kept[0]?.sealed_key ?? []) as Uint8Array).toString('latin1');
  expect(JSON.stringify([await shown(id), audited]) + sealed).not.toContain(secret);
  const removed = await finance.api(`/subscriptions/${id}/client-certificate`, { method: 'DELETE' });
  expect(removed.status).toBe(204);
  expect(await push.query('select 1 from subscription_certificates')).toEqual([]);
  expect(await shown(id)).toMatchObject({ clientCertificate: null });
});

test('a certificate with another key, an unreadable one and one that has ended are refused', async () => {
  const { id } = await subscribe(finance, { endpoint: { url: 'http://127.0.0.1:9/hook' } });
  const other = issue('other', 2);
  const refused = [
    { ...ours, key: other.key },
    { ...ours, certificate: 'no certificate' },
  ];
  for (const wrong of refused) {
    const answer = await put(id, wrong);
    expect([answer.status, (await answer.json()).code]).toEqual([422, 'subscription.certificate']);
  }
  push.setNow(new Date(issuedAt.getTime() + 3 * 86_400_000).toISOString());
  expect((await put(id, ours)).status).toBe(422);
  const stranger = await push.agency('TAX', ['subscriber']);
  const path = `/subscriptions/${id}/client-certificate`;
  expect((await stranger.api(path, { method: 'PUT', json: ours })).status).toBe(404);
});

test('a platform that cannot show a certificate says so before it takes one', async () => {
  const { id } = await subscribe(finance, { endpoint: { url: 'http://127.0.0.1:9/hook' } });
  push.deps.readCertificate = null;
  const answer = await put(id, ours);
  expect([answer.status, (await answer.json()).code]).toEqual([409, 'subscription.certificate-unsupported']);
});

test('who asks for it gets an SM3 signature beside the standard one', async () => {
  const { receiver, secret, id } = await subscribed(push, finance, { sm3Signature: true });
  const [ping] = receiver.got;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signedWith = (hash: string) =>
    createHmac(hash, key)
      .update(`${ping?.webhookId}.${ping?.headers['webhook-timestamp']}.${ping?.body}`)
      .digest('base64');
  expect(ping?.headers['webhook-signature']).toBe(`v1,${signedWith('sha256')} v1sm3,${signedWith('sm3')}`);
  await finance.api(`/subscriptions/${id}`, { method: 'PATCH', json: { sm3Signature: false } });
  await finance.api(`/subscriptions/${id}/test`, { method: 'POST' });
  await push.send();
  expect(receiver.got.at(-1)?.headers['webhook-signature']).not.toContain('v1sm3');
  expect(receiver.refused).toEqual([]);
});
