import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { City } from './city.ts';
import { judgeNotices } from './judge-notices.ts';
import { judgeRegistry } from './judge-registry.ts';

const run = promisify(execFile);

const auditWhole = async ({ env }: City): Promise<string[]> => {
  const args = ['--disable-proto=delete', 'dist/cli.mjs', 'audit', 'verify'];
  return run(process.execPath, args, { env: { PATH: process.env.PATH, ...env } }).then(
    () => [],
    ({ stdout, stderr }: { stdout: string; stderr: string }) => [
      `audit verify: ${stdout}${stderr}`.slice(0, 500),
    ],
  );
};

// A busy machine may keep a ready server from one answer; one that stays unready is broken.
const READY_WITHIN_MS = 30_000;
const ROUND_MS = 500;
const faultOfReadyz = async (url: string): Promise<string | null> => {
  const answer = await fetch(`${url}/readyz`).catch((error: Error) => error);
  if (answer instanceof Error) return `readyz: ${answer.message}`;
  return answer.status === 200 ? null : `readyz ${answer.status}: ${(await answer.text()).slice(0, 300)}`;
};
const unreadyFor = async (url: string, ms: number): Promise<string | null> => {
  const from = performance.now();
  for (;;) {
    const fault = await faultOfReadyz(url);
    if (fault === null || performance.now() - from > ms) return fault;
    await wait(ROUND_MS);
  }
};

const allReady = async ({ fleet }: City): Promise<string[]> => {
  const answers = await Promise.all(
    fleet.servers.map(async ({ url, isAlive, complaint }) => {
      if (!isAlive()) return `a server ended by itself: ${complaint().slice(-500)}`;
      return unreadyFor(url, READY_WITHIN_MS);
    }),
  );
  return answers.flatMap((one) => (one === null ? [] : [one]));
};

// Once things are quiet: all that was acknowledged is there, once, and everybody knows the same.
export const judge = async (city: City, trial: string): Promise<string[]> =>
  (
    await Promise.all([
      judgeRegistry(city, trial).then(async (faults) => [...faults, ...(await judgeNotices(city))]),
      auditWhole(city),
      allReady(city),
    ])
  ).flat();
