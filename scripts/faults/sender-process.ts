import { type ChildProcess, spawn } from 'node:child_process';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { World } from './world.ts';

export type Moment = 'before-send' | 'before-commit' | 'after-commit';
export type SenderProcess = {
  process: ChildProcess;
  // Resolves when the process has stopped at its moment.
  held: Promise<void>;
  isAlive(): boolean;
  kill(): Promise<void>;
};

// Bundled once: a trial should not wait for a sender to be transpiled.
const bundle = async (): Promise<string> => {
  const made = join('node_modules/.cache/credit-registry', 'push-sender.mjs');
  const outfile = `${made}.${process.pid}`;
  await build({
    ...{ entryPoints: [fileURLToPath(new URL('push-sender.ts', import.meta.url))], outfile, bundle: true },
    ...{
      packages: 'external',
      platform: 'node',
      format: 'esm',
      jsx: 'automatic',
      jsxImportSource: 'hono/jsx',
    },
  });
  renameSync(outfile, made);
  return made;
};

let script: Promise<string> | undefined;

// A sender in a process of its own, to be killed, frozen, or left alive while its database dies.
export const startSender = async (
  { env }: World,
  hold?: { at: Moment; after: number },
): Promise<SenderProcess> => {
  script ??= bundle();
  const holding = hold ? { HOLD_AT: hold.at, HOLD_AFTER: String(hold.after) } : {};
  const child = spawn(process.execPath, [await script], {
    env: { ...process.env, ...env, ...holding },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const atExit = () => void child.kill('SIGKILL');
  process.once('exit', atExit);
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  let complaint = '';
  child.stderr.on('data', (text) => {
    complaint = `${complaint}${text}`.slice(-2000);
  });
  const said = { sending: Promise.withResolvers<void>(), held: Promise.withResolvers<void>() };
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'sending') said.sending.resolve();
    if (line === 'held') said.held.resolve();
  });
  await Promise.race([
    said.sending.promise,
    gone.then(() => Promise.reject(new Error(`a sender ended before it began: ${complaint}`))),
  ]);
  return {
    process: child,
    held: said.held.promise,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
      process.off('exit', atExit);
    },
  };
};
