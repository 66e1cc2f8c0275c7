import { execFile } from 'node:child_process';
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

const allReady = async ({ fleet }: City): Promise<string[]> => {
  const answers = await Promise.all(
    fleet.servers.map(async ({ url, isAlive, complaint }) => {
      if (!isAlive()) return `a server ended by itself: ${complaint().slice(-500)}`;
      const answer = await fetch(`${url}/readyz`).catch((error: Error) => error);
      if (answer instanceof Error) return `readyz: ${answer.message}`;
      return answer.status === 200 ? null : `readyz ${answer.status}: ${(await answer.text()).slice(0, 300)}`;
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
