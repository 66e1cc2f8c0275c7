// npm run build [-- --if-stale]: one file each for the service and the command line, packages left outside.
import { globSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const entries = { main: 'src/node/main.ts', cli: 'scripts/cli.ts' };
const sources = ['src/**/*.{ts,tsx}', 'scripts/**/*.ts', 'package-lock.json'];

const changedAt = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const isStale = () => {
  const builtAt = Math.min(...Object.keys(entries).map((name) => changedAt(`dist/${name}.mjs`)));
  return globSync(sources).some((file) => changedAt(file) > builtAt);
};

if (!parseArgs({ options: { 'if-stale': { type: 'boolean' } } }).values['if-stale'] || isStale())
  await build({
    entryPoints: entries,
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node24',
    sourcemap: true,
    logLevel: 'info',
  }).catch(() => {
    process.exitCode = 1;
  });
