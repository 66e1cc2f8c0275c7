import type { ChildProcess } from 'node:child_process';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { startChild } from './started-child.ts';
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
  const held = Promise.withResolvers<void>();
  const { process: child, ...sender } = await startChild(
    [await script],
    { ...process.env, ...env, ...holding },
    (line) => {
      if (line === 'held') held.resolve();
      return line === 'sending' || undefined;
    },
  );
  return {
    process: child,
    held: held.promise,
    isAlive: sender.isAlive,
    kill: () => sender.end('SIGKILL'),
  };
};
