import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type Limits, listen } from '../../src/node/listen.ts';
import { addressRanges } from '../../src/platform/web/client-address.ts';
import { makeApp } from '../kit/app.ts';

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const { close } of opened.splice(0).reverse()) await close();
});

const service = async (limits: Partial<Limits> = {}, trusted = '') => {
  const { app } = await makeApp();
  const at = { host: '127.0.0.1', port: 0, trustedProxies: addressRanges(trusted) };
  const server = await listen(app, at, limits);
  opened.push(server);
  return server.port;
};

type Line = { send(text: string): boolean; ended: Promise<string>; first: Promise<string>; socket: Socket };
// A raw connection: what came until the server closed it, and what came first.
const line = (port: number, text = ''): Line => {
  const socket = connect(port, '127.0.0.1');
  opened.push({ close: () => socket.destroy() });
  let said = '';
  const first = new Promise<string>((done) => socket.once('data', (bytes) => done(String(bytes))));
  const ended = new Promise<string>((done) => socket.once('close', () => done(said)));
  socket.on('data', (bytes) => {
    said += bytes;
  });
  socket.on('error', () => {});
  socket.write(text);
  return { send: (more) => socket.write(more), ended, first, socket };
};

const post = (path: string, length: number | 'chunked', type = 'application/json') =>
  [
    `POST ${path} HTTP/1.1`,
    'host: localhost',
    `content-type: ${type}`,
    length === 'chunked' ? 'transfer-encoding: chunked' : `content-length: ${length}`,
    '',
    '',
  ].join('\r\n');

test.each([
  ['/api/v1/session', 1024 * 1024 + 1, 'application/json'],
  ['/api/v1/checks', 150 * 1024 * 1024, 'application/json'],
  ['/api/v1/checks/batch', 8 * 1024 * 1024 + 1, 'application/json'],
  ['/desk/login', 256 * 1024 + 1, 'application/x-www-form-urlencoded'],
  ['/desk/login', 150 * 1024 * 1024, 'multipart/form-data; boundary=x'],
  ['/nowhere', 150 * 1024 * 1024, 'application/json'],
])('%s refuses %i announced bytes before one of them came', async (path, length, type) => {
  const port = await service();
  const answer = await line(port, post(path, length, type)).first;
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(answer).toContain('connection: close');
  expect(answer).toContain('请求正文过大');
});

test('a body that does not say its length is read up to the limit and no further', async () => {
  const port = await service();
  const { send, first, socket } = line(port, post('/api/v1/checks', 'chunked'));
  const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
  let sent = 0;
  const isAnswered = first.then(() => true);
  while (!(await Promise.race([isAnswered, new Promise<false>((on) => setTimeout(on, 1, false))]))) {
    if (socket.writableLength < 1024 * 1024 && send(chunk)) sent += 0x10000;
  }
  expect(await first).toMatch(/^HTTP\/1\.1 413 /);
  expect(sent).toBeLessThan(64 * 1024 * 1024);
});

test('a megabyte of JSON is still read: the key is asked for, not the size refused', async () => {
  const port = await service();
  const body = JSON.stringify({ agency: 'X', name: 'Y', password: 'z'.repeat(1024 * 1024 - 60) });
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  expect([answer.status, (await answer.json()).code]).toEqual([400, 'request.invalid']);
});

test('half a body and half a head are cut off, each with a word', async () => {
  const port = await service({ headersMs: 500, bodyMs: 500 });
  const half = line(port, `${post('/api/v1/session', 100)}{"agency"`);
  const head = line(port, 'POST /api/v1/checks HTTP/1.1\r\nhost: loc');
  for (const { ended } of [half, head]) expect(await ended).toMatch(/^HTTP\/1\.1 408 /);
});

test('an upload may take its time, but not fall silent', async () => {
  const { app, agency } = await makeApp();
  const { key } = await agency('SJJ', ['feeder'], ['administrative-penalty']);
  const at = { host: '127.0.0.1', port: 0, trustedProxies: [] };
  const server = await listen(app, at, { silentMs: 1000 });
  opened.push(server);
  const head = post('/api/v1/batches?catalog=administrative-penalty', 1000, 'text/csv');
  const { ended } = line(server.port, `${head.trimEnd()}\r\nauthorization: Bearer ${key}\r\n\r\na,b\n`);
  expect(await ended).toMatch(/^HTTP\/1\.1 4(08|22) /);
});

test('many half-sent posts hold nobody up, and are all gone after their time', async () => {
  const port = await service({ bodyMs: 2000 });
  const halves = Array.from({ length: 200 }, () => line(port, `${post('/api/v1/session', 100)}{`));
  const up = await fetch(`http://127.0.0.1:${port}/healthz`);
  expect(up.status).toBe(200);
  const ends = await Promise.all(halves.map(({ ended }) => ended));
  expect(ends.filter((said) => !/^HTTP\/1\.1 408 /.test(said))).toEqual([]);
});

test('one address holds so many connections and no more, unless it is a trusted proxy', async () => {
  const ask = 'GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n';
  const held = await service({ connectionsOfAddress: 2 });
  const kept = [line(held, ask), line(held, ask)];
  for (const { first } of kept) expect(await first).toContain('200 OK');
  expect(await line(held, ask).ended).toBe('');
  kept[0]?.socket.destroy();
  await kept[0]?.ended;
  await expect
    .poll(() => line(held, ask).first.then((said) => said.slice(9, 12)), { timeout: 60_000 })
    .toBe('200');
  const open = await service({ connectionsOfAddress: 2 }, '127.0.0.1');
  const three = [line(open, ask), line(open, ask), line(open, ask)];
  for (const { first } of three) expect(await first).toContain('200 OK');
});
