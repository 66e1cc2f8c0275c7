import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const commandOf = (pid: number) => {
  if (!isAlive(pid)) return '';
  try {
    return existsSync('/proc/self/cmdline')
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  } catch {
    return '';
  }
};

export const postmasterOf = (dataDir: string): number | undefined => {
  const file = join(dataDir, 'postmaster.pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : Number.NaN;
  return pid > 0 && commandOf(pid).includes(dataDir) ? pid : undefined;
};

// A killed test run leaves its server behind. Its folder is named for the run's pid, so the next run clears
// up.
export const clearStaleServers = async (folder: string) => {
  for (const name of readdirSync(folder)) {
    const owner = Number(name.split('-')[0]);
    if (commandOf(owner).includes('node')) continue;
    const pid = postmasterOf(join(folder, name, 'data'));
    if (pid) process.kill(pid, 'SIGQUIT');
    for (let waited = 0; pid && isAlive(pid) && waited < 100; waited += 1) await sleep(100);
    rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 5 });
  }
};
