import { createServer, type RequestListener } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { sendToAllowed } from '../../src/worker/allowed-send.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const listener = async (answer: RequestListener) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { port, asked };
};

const outbound = (url: string, timeoutMs = 120_000) => ({
  url,
  headers: {},
  body: '[]',
  timeoutMs,
  maxResponseBytes: 10,
});

test('a receiver that the operator named is told, and its answer is read to the limit only', async () => {
  const { port, asked } = await listener((_, response) =>
    response.writeHead(202, { 'retry-after': '7' }).end('x'.repeat(5000)),
  );
  const answer = await sendToAllowed(['127.0.0.1'])(outbound(`http://127.0.0.1:${port}/hook`));
  expect(answer).toMatchObject({ ok: true, status: 202, retryAfter: '7', excerpt: 'xxxxxxxxxx' });
  expect(asked).toEqual(['POST /hook']);
});

test('a receiver that wants a certificate is not asked without one', async () => {
  const { port, asked } = await listener((_, response) => response.end());
  const certificate = { id: 'c1', certificate: 'x', key: 'y' };
  const request = { ...outbound(`http://127.0.0.1:${port}/hook`), certificate };
  expect(await sendToAllowed(['127.0.0.1'])(request)).toMatchObject({ ok: false, fault: 'certificate' });
  expect(asked).toEqual([]);
});

test.each([
  ['nothing is named', [], '127.0.0.1', ''],
  ['another port is named', ['127.0.0.1:1'], '127.0.0.1', ''],
  ['another network is named', ['127.9.0.0/16'], '127.0.0.1', ''],
  ['the address is spelt as a number', ['localhost'], '2130706433', ''],
  ['the address carries a password', ['127.0.0.1'], '127.0.0.1', 'u:p@'],
])('a receiver is not asked when %s', async (_, allow, host, login) => {
  const { port, asked } = await listener((_request, response) => response.end());
  const answer = await sendToAllowed(allow)(outbound(`http://${login}${host}:${port}/`));
  expect(answer).toEqual({ ok: false, fault: 'refused-address', tookMs: 0 });
  expect(asked).toEqual([]);
});

test('a redirect is an answer and is not followed', async () => {
  const { port, asked } = await listener((_, response) =>
    response.writeHead(302, { location: '/elsewhere' }).end(),
  );
  const answer = await sendToAllowed(['127.0.0.1'])(outbound(`http://127.0.0.1:${port}/hook`));
  expect(answer).toMatchObject({ ok: true, status: 302 });
  expect(asked).toEqual(['POST /hook']);
});

test('a receiver that says nothing, or stops in the middle, is given up in time', async () => {
  const silent = await listener(() => {});
  const stuck = await listener((_, response) => response.writeHead(200).write('x'));
  for (const { port } of [silent, stuck])
    expect(await sendToAllowed(['127.0.0.1'])(outbound(`http://127.0.0.1:${port}/`, 300))).toMatchObject({
      ok: false,
      fault: 'timeout',
    });
});
