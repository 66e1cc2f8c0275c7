import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type LoadRequest = {
  method: 'GET' | 'POST';
  path: string;
  body?: string;
  headers?: Record<string, string>;
};
export type LoadPlan = {
  url: string;
  connections: number;
  seconds: number;
  // So many a second, evenly, whether or not the last was answered; without it as many as the connections
  // carry.
  perSecond?: number;
  requests: readonly LoadRequest[];
};
export type LoadResult = { perSecond: number; medianMs: number; p99Ms: number; failed: number };

// The load comes from a second process, so that it does not share an event loop with what it measures.
export const runLoad = (plan: LoadPlan): Promise<LoadResult> =>
  new Promise((done, failed) => {
    const generator = spawn(
      process.execPath,
      ['--import', 'tsx', fileURLToPath(new URL('load-generator.ts', import.meta.url))],
      {
        stdio: ['pipe', 'pipe', 'inherit'],
      },
    );
    let said = '';
    generator.stdout.on('data', (bytes) => (said += bytes));
    generator.once('exit', (code) =>
      code === 0
        ? done(JSON.parse(said) as LoadResult)
        : failed(new Error(`load generator ended with ${code}`)),
    );
    generator.stdin.end(JSON.stringify(plan));
  });
