import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

export type Child = { process: ChildProcess; url: string; peakRssMb(): number; stop(): Promise<void> };

// Starts a script of ours in its own process and waits for its line 'listening on URL'.
export const startChild = (script: string, env: Record<string, string>): Promise<Child> =>
  new Promise((ready, failed) => {
    const started = spawn(process.execPath, ['--import', 'tsx', script], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const end = () => void started.kill('SIGKILL');
    process.once('exit', end);
    const ended = new Promise<void>((done) => started.once('exit', () => done()));
    started.once('exit', (code) => failed(new Error(`${script} ended with ${code} before it was ready`)));
    createInterface({ input: started.stdout }).on('line', (line) => {
      const url = /listening on (\S+)/.exec(line)?.[1];
      if (!url) return;
      ready({
        process: started,
        url,
        peakRssMb: () =>
          Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${started.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
        stop: async () => {
          started.kill('SIGTERM');
          await ended;
          process.off('exit', end);
        },
      });
    });
  });
