import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { everyAsking, everyOperation, filled } from '../kit/routes.ts';
import { twoAgencies } from '../kit/two-agencies.ts';

// `npm run attack` gives the seconds, where sqlmap is found; the suite leaves it out. Its target is this process, on loopback.
const SECONDS = Number(process.env.ATTACK_SQLMAP ?? 0);
const MOST_OF_ONE = 60;
const HOW = ['--batch', '--level=1', '--risk=1', '--technique=BE', '--dbms=postgresql', '--flush-session'];
const QUIET = ['--ignore-stdin', '--disable-coloring', '--threads=4', '--timeout=10', '--retries=0'];

type Operation = (typeof everyOperation)[number];
const folder = mkdtempSync(join(tmpdir(), 'registry-sqlmap-'));
const world: { city?: Awaited<ReturnType<typeof twoAgencies>>; server?: ReturnType<typeof serve> } = {};
beforeAll(async () => {
  if (SECONDS === 0) return;
  world.city = await twoAgencies();
  const { app } = world.city.app;
  await new Promise<void>((listening) => {
    world.server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => listening());
  });
});
afterAll(() => {
  world.server?.close();
  rmSync(folder, { recursive: true, force: true });
});

const opened = () => {
  const { city, server } = world;
  if (!city || !server) throw new Error('nothing to attack');
  return { city, server };
};

// One of a kind: the same parameters, or the same fields, reach the database by the same way.
const kindOf = ({ method, query, body }: Operation): string => {
  const fields = typeof body === 'object' && body !== null ? Object.keys(body).sort().join() : '';
  return fields === '' ? `${method} ?${query.map(({ name }) => name).join()}` : `${method} ${fields}`;
};
const sampled = (): Operation[] => {
  const asked = everyOperation.filter(({ query, body }) => query.length > 0 || body !== undefined);
  return [...new Map(asked.toReversed().map((one) => [kindOf(one), one])).values()];
};

// Whoever may: sqlmap that is refused at the door tries nothing.
const callerOf = ({ method, path }: Operation) => {
  const { owner, stranger, cookies } = world.city ?? {};
  const action = everyAsking.find((one) => one.method === method && one.path === path)?.action;
  const isRegistrars = /rule-sets|changes|merge|held|admit|mapping|calendar|supervision/.test(path);
  if (action === 'anyone') return '';
  if (isRegistrars) return `Cookie: ${cookies?.get('registrar')}\r\nOrigin: http://localhost\r\n`;
  return `Authorization: Bearer ${/feed|notices|subscriptions/.test(path) ? stranger?.key : owner?.key}\r\n`;
};

const requestOf = (one: Operation, port: number): string => {
  const search = new URLSearchParams(one.query.map(({ name, example }) => [name, String(example ?? '1')]));
  const place = { id: '1', no: '1', code: 'serious-violation', catalog: 'serious-violation', version: '1' };
  const path = filled(one.path, { ...place, agency: 'SCJG', year: '2027', sourceNo: 'YZ-1', job: 'x' });
  const json = one.body === undefined ? '' : JSON.stringify(one.body);
  const type =
    json === '' ? '' : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(json)}\r\n`;
  const head = `${one.method} ${path}${one.query.length > 0 ? `?${search}` : ''} HTTP/1.1\r\n`;
  return `${head}Host: 127.0.0.1:${port}\r\nAccept: application/json\r\n${callerOf(one)}${type}\r\n${json}`;
};

const attack = (file: string, seconds: number) =>
  new Promise<string>((ended) => {
    const child = spawn('sqlmap', ['-r', file, '--output-dir', folder, ...HOW, ...QUIET], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const said: Buffer[] = [];
    child.stdout.on('data', (bytes) => said.push(bytes));
    const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
    child.on('close', () => {
      clearTimeout(timer);
      ended(Buffer.concat(said).toString());
    });
  });

// Answers may differ for reasons of their own; where words reach the database, sqlmap knows which it is.
const isReached = (said: string) => /back-end DBMS: PostgreSQL|back-end DBMS is PostgreSQL/.test(said);

test.skipIf(SECONDS === 0)('sqlmap finds the place where words do reach the database', async () => {
  const { query } = opened().city.app;
  const open = createServer(async (request, response) => {
    const code = new URL(request.url ?? '', 'http://localhost').searchParams.get('code');
    const rows = await query(`select name from agencies where code = '${code}'`).catch(() => []);
    response.end(JSON.stringify(rows));
  });
  await new Promise<void>((listening) => open.listen(0, '127.0.0.1', listening));
  const file = join(folder, 'open.txt');
  const { port } = open.address() as AddressInfo;
  writeFileSync(file, `GET /?code=SCJG HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
  const said = await attack(file, 120);
  open.close();
  expect(isReached(said), said.slice(-2000)).toBe(true);
});

test.skipIf(SECONDS === 0)(
  'sqlmap finds no parameter and no field that reaches the database as words of a statement',
  async () => {
    const until = performance.now() + SECONDS * 1000;
    const { port } = opened().server.address() as AddressInfo;
    const found: string[] = [];
    const tried: string[] = [];
    for (const [place, one] of sampled().entries()) {
      const left = (until - performance.now()) / 1000;
      if (left < 5) break;
      const file = join(folder, `${place}.txt`);
      writeFileSync(file, requestOf(one, port));
      const said = await attack(file, Math.min(left, MOST_OF_ONE));
      if (isReached(said)) found.push(`${one.method} ${one.path}\n${said.slice(-2000)}`);
      if (/testing if|testing '|do not appear to be injectable/.test(said))
        tried.push(`${one.method} ${one.path}`);
    }
    console.log(`sqlmap tried ${tried.length} of ${sampled().length} kinds: ${tried.join('; ')}`);
    expect(found).toEqual([]);
    expect(tried.length).toBeGreaterThan(0);
  },
  (SECONDS + 120) * 1000,
);
