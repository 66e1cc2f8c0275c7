import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { type Agency, eventOf, type PushApp, pushToFinance, subscribe } from '../kit/push.ts';

// The page's own code, run as it stands there. Inside the project, so that Node finds the public library.
const page = readFileSync('docs/receivers.md', 'utf8');
const folder = mkdtempSync(join('node_modules', '.receiver-samples-'));
afterAll(() => rmSync(folder, { recursive: true }));

const codeOf = (language: string) =>
  new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? '';
const has = (command: string, ...args: string[]) => {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

// `npm run test:dates` moves the clock of Node alone; another language would see every signature years off.
const isClockMoved = process.env.CLOCK_AHEAD_MS !== undefined;

const samples = [
  { language: 'js', file: 'receive.mjs', command: process.execPath, isThere: true },
  {
    language: 'python',
    file: 'receive.py',
    command: 'python3',
    isThere: !isClockMoved && has('python3', '--version'),
  },
  {
    language: 'java',
    file: 'Receiver.java',
    command: 'java',
    isThere: !isClockMoved && has('java', '--list-modules') && has('javac', '-version'),
  },
];

let push: PushApp;
let finance: Agency;
const children: { kill(signal: NodeJS.Signals): boolean }[] = [];
beforeEach(async () => {
  ({ push, finance } = await pushToFinance());
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await push.stop();
});

const freePort = () =>
  new Promise<number>((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });

const start = ({ file, command, language }: (typeof samples)[number], port: number, secret: string) => {
  writeFileSync(join(folder, file), codeOf(language));
  const env = { ...process.env, PORT: String(port), WEBHOOK_SECRET: secret };
  const child = spawn(command, [join(folder, file)], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const said = { text: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.text += chunk.toString('utf8');
  });
  return said;
};

const post = (port: number, headers: Record<string, string>, body: string) =>
  fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body }).then(({ status }) => status);

const answers = async (port: number) => {
  for (let tries = 0; tries < 1200; tries++) {
    if (await post(port, {}, '[]').catch(() => 0)) return;
    await wait(100);
  }
};

test.each(samples.filter(({ isThere }) => isThere))(
  'the $language receiver of the page takes real pushes and refuses forged ones',
  async (sample) => {
    const port = await freePort();
    const { id, secret } = await subscribe(finance, { endpoint: { url: `http://127.0.0.1:${port}/hook` } });
    const said = start(sample, port, secret);
    await answers(port);
    await push.send();
    await push.tell(eventOf(await push.aListing('a'), 'created'));
    await push.relay();
    await push.send();
    const subscription = await (await finance.api(`/subscriptions/${id}`)).json();
    expect(subscription).toMatchObject({ state: 'active', failStreak: 0 });
    expect(await push.query(`select distinct state from deliveries`)).toEqual([{ state: 'delivered' }]);
    expect(said.text).toContain('虚构a有限公司');

    const at = new Date();
    const headersAt = (when: Date, body: string) => ({
      'webhook-id': 'm1',
      'webhook-timestamp': String(Math.floor(when.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign('m1', when, body),
    });
    const ping = '[{"type":"registry.ping","data":{}}]';
    const longAgo = new Date(at.getTime() - 301_000);
    expect([
      await post(port, headersAt(at, ping), ping),
      await post(port, headersAt(at, ping), `${ping} `),
      await post(port, headersAt(longAgo, ping), ping),
    ]).toEqual([204, 400, 400]);
  },
);
