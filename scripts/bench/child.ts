import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';

export type Child = { process: ChildProcess; url: string; peakRssMb(): number; stop(): Promise<void> };

// Bundled as `npm run build` does it, the importing thread beside it, so that neither side pays for being
// transpiled as it runs.
const bundled = async (script: string): Promise<string> => {
  const jsx = { jsx: 'automatic', jsxImportSource: 'hono/jsx' } as const;
  await build({
    entryPoints: [script, 'src/node/import-worker.ts'],
    outdir: 'dist/bench',
    outbase: dirname(script),
    entryNames: '[name]',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    ...jsx,
  });
  return join('dist/bench', `${basename(script, '.ts')}.mjs`);
};

// Starts a script of ours in its own process and waits for its line 'listening on URL'.
export const startChild = async (script: string, env: Record<string, string>): Promise<Child> => {
  const started = spawn(process.execPath, [await bundled(script)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const end = () => void started.kill('SIGKILL');
  process.once('exit', end);
  const ended = new Promise<void>((done) => started.once('exit', () => done()));
  const url = await new Promise<string>((ready, failed) => {
    started.once('exit', (code) => failed(new Error(`${script} ended with ${code} before it was ready`)));
    createInterface({ input: started.stdout }).on('line', (line) => {
      const said = /listening on (\S+)/.exec(line)?.[1];
      if (said) ready(said);
    });
  });
  return {
    process: started,
    url,
    peakRssMb: () =>
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${started.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    stop: async () => {
      started.kill('SIGTERM');
      await ended;
      process.off('exit', end);
    },
  };
};
