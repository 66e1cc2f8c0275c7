import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const vars = (values: Record<string, string>) =>
  Object.entries(values).flatMap(([name, value]) => ['--var', `${name}:${value}`]);

export type Wrangler = { url: string; output(): string; stop(): Promise<void> };

// The Worker as Cloudflare would run it, on this machine: the real bundle in workerd, Hyperdrive's local
// stand-in, no network.
export const startWrangler = async (settings: {
  databaseUrl: string;
  vars: Record<string, string>;
}): Promise<Wrangler> => {
  const folder = mkdtempSync(join(tmpdir(), 'credit-registry-worker-'));
  const port = await freePort();
  const args = ['dev', '--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0'];
  const local = [
    '--local',
    '--test-scheduled',
    '--persist-to',
    folder,
    '--show-interactive-dev-session=false',
  ];
  const child = spawn('node_modules/.bin/wrangler', [...args, ...local, ...vars(settings.vars)], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CI: '1',
      WRANGLER_SEND_METRICS: 'false',
      XDG_CONFIG_HOME: folder,
      WRANGLER_LOG_PATH: folder,
      CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE: settings.databaseUrl,
    },
  });
  let heard = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (heard += bytes));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async () => {
    if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    const timer = setTimeout(() => child.pid && process.kill(-child.pid, 'SIGKILL'), 5000);
    await ended;
    clearTimeout(timer);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const url = `http://127.0.0.1:${port}`;
  for (let waited = 0; waited < 300; waited += 1) {
    if (child.exitCode !== null) break;
    if (
      await fetch(`${url}/healthz`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return { url, output: () => heard, stop };
    await sleep(200);
  }
  await stop();
  throw new Error(`wrangler dev did not come up:\n${heard.slice(-4000)}`);
};
