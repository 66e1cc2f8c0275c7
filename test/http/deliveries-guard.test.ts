import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { guardedSend, type Resolve } from '../../src/node/guarded-send.ts';

// Only listeners on loopback and injected resolvers: no packet leaves the machine, and none goes to another
// range.
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

const listening = async (server: Server | ReturnType<typeof createTcpServer>) => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closers.push(() => new Promise((closed) => server.close(closed)));
  return (server.address() as AddressInfo).port;
};
const serve = async (listener: RequestListener) => {
  let connections = 0;
  const server = createServer(listener).on('connection', () => connections++);
  closers.push(async () => server.closeAllConnections());
  return { port: await listening(server), connections: () => connections };
};
const sendWith = (allow: string[], resolve?: Resolve) => {
  const send = guardedSend(allow, resolve);
  closers.push(() => send.close());
  return (url: string, timeoutMs = 120_000) =>
    send({ url, headers: { 'content-type': 'text/plain' }, body: 'x', timeoutMs, maxResponseBytes: 65_536 });
};
const pointing =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

test('what the operator names is reached, and the beginning of the answer is kept', async () => {
  const { port } = await serve((_, response) => response.writeHead(202, { 'retry-after': '7' }).end('收到'));
  expect(await sendWith(['127.0.0.1'])(`http://127.0.0.1:${port}/`)).toMatchObject({
    ok: true,
    status: 202,
    retryAfter: '7',
    excerpt: '收到',
  });
});

test.each(['127.0.0.1', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', 'localhost'])(
  'loopback spelt %s is refused before any connection when nobody named it',
  async (host) => {
    const { port, connections } = await serve((_, response) => response.end());
    const send = sendWith([], pointing('127.0.0.1'));
    expect(await send(`http://${host}:${port}/`)).toMatchObject({ ok: false, fault: 'refused-address' });
    expect(connections()).toBe(0);
  },
);

test.each(['10.0.0.8', '192.168.1.1', '169.254.169.254', 'fe80::1', 'fd00::1', '::ffff:10.0.0.8'])(
  'a name that resolves to %s is refused before any connection',
  async (address) => {
    const send = sendWith([], pointing(address));
    expect(await send('https://receiver.test/')).toMatchObject({ ok: false, fault: 'refused-address' });
  },
);

test('one bad address among good ones refuses the name', async () => {
  const { port, connections } = await serve((_, response) => response.end());
  const send = sendWith(['127.0.0.1'], pointing('127.0.0.1', '10.0.0.8'));
  expect(await send(`http://receiver.test:${port}/`)).toMatchObject({ ok: false, fault: 'refused-address' });
  expect(connections()).toBe(0);
});

test('a name is resolved once for a connection, so a second answer changes nothing', async () => {
  const { port } = await serve((_, response) => response.end());
  let asked = 0;
  const rebinding: Resolve = async () => [{ address: asked++ === 0 ? '127.0.0.1' : '10.0.0.8', family: 4 }];
  expect(await sendWith(['127.0.0.1'], rebinding)(`http://receiver.test:${port}/`)).toMatchObject({
    ok: true,
  });
  expect(asked).toBe(1);
});

test('a name that does not resolve is a fault of its own', async () => {
  const lost: Resolve = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
  expect(await sendWith([], lost)('https://receiver.test/')).toMatchObject({ ok: false, fault: 'dns' });
});

test('a redirect is an answer, never followed', async () => {
  const other = await serve((_, response) => response.end());
  const { port } = await serve((_, response) =>
    response.writeHead(302, { location: `http://127.0.0.1:${other.port}/` }).end(),
  );
  expect(await sendWith(['127.0.0.1'])(`http://127.0.0.1:${port}/`)).toMatchObject({ ok: true, status: 302 });
  expect(other.connections()).toBe(0);
});

test('of an endless answer only the beginning is read', async () => {
  const { port } = await serve((_, response) => {
    response.writeHead(200);
    const pour = () => {
      if (response.destroyed) return;
      response.write('x'.repeat(16_384));
      setImmediate(pour);
    };
    pour();
  });
  const answer = await sendWith(['127.0.0.1'])(`http://127.0.0.1:${port}/`);
  expect(answer).toMatchObject({ ok: true, status: 200 });
  expect(answer.ok && answer.excerpt.length).toBeLessThanOrEqual(65_536);
});

test.each([
  ['never answers', () => {}, 'timeout'],
  [
    'drips its answer',
    (_: unknown, response: { write(text: string): void }) => void response.write('x'),
    'timeout',
  ],
] as const)('a receiver that %s runs into the time-out', async (_, listener, fault) => {
  const { port } = await serve(listener as RequestListener);
  expect(await sendWith(['127.0.0.1'])(`http://127.0.0.1:${port}/`, 200)).toMatchObject({ ok: false, fault });
});

test('what ran out of time before it got a connection is never sent late', async () => {
  const held: (() => void)[] = [];
  let seen = 0;
  const { port } = await serve((_, response) => {
    seen += 1;
    held.push(() => response.end());
  });
  const send = sendWith(['127.0.0.1']);
  const busy = Array.from({ length: 64 }, () => send(`http://127.0.0.1:${port}/`, 120_000));
  while (seen < 64) await new Promise((resume) => setTimeout(resume, 5));
  expect(await send(`http://127.0.0.1:${port}/`, 100)).toMatchObject({ ok: false, fault: 'timeout' });
  for (const answer of held.splice(0)) answer();
  await Promise.all(busy);
  await send(`http://127.0.0.1:${port}/`, 120_000);
  expect(seen).toBe(65);
});

test('a receiver that hangs up is a reset, and one that is not there cannot be connected', async () => {
  const port = await listening(createTcpServer((socket) => socket.destroy()));
  const send = sendWith(['127.0.0.1']);
  expect(await send(`http://127.0.0.1:${port}/`)).toMatchObject({ ok: false, fault: 'reset' });
  const [close] = closers.splice(0, 1);
  await close?.();
  expect(await send(`http://127.0.0.1:${port}/`)).toMatchObject({ ok: false, fault: 'connect' });
});

test('TLS that proves nothing is refused', async () => {
  const { port } = await serve((_, response) => response.end());
  const answer = await sendWith(['127.0.0.1'])(`https://127.0.0.1:${port}/`);
  expect(answer).toMatchObject({ ok: false, fault: 'tls' });
});

test('a receiver that does not begin to answer is given up before the whole time is over', async () => {
  const { port } = await serve((request) => void request.resume());
  const send = guardedSend(['127.0.0.1'], undefined, 300);
  closers.push(() => send.close());
  const answer = await send({
    url: `http://127.0.0.1:${port}/`,
    headers: {},
    body: 'x',
    timeoutMs: 170_000,
    maxResponseBytes: 65_536,
  });
  expect(answer).toMatchObject({ ok: false, fault: 'timeout' });
  expect(answer.tookMs).toBeLessThan(120_000);
});
