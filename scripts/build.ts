// npm run build [-- --if-stale]: the service and the command line, with their packages: thousands of small
// files start slowly.
import { globSync, rmSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const entries = {
  main: 'src/node/main.ts',
  'import-worker': 'src/node/import-worker.ts',
  cli: 'scripts/cli.ts',
};
const sources = ['src/**/*.{ts,tsx}', 'scripts/**/*.ts', 'package-lock.json'];

const changedAt = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const isStale = () => {
  const builtAt = Math.min(...Object.keys(entries).map((name) => changedAt(`dist/${name}.mjs`)));
  return globSync(sources, { exclude: ['**/node_modules/**'] }).some((file) => changedAt(file) > builtAt);
};

const buildAnew = async () => {
  rmSync('dist', { recursive: true, force: true });
  await build({
    entryPoints: entries,
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    chunkNames: 'part-[hash]',
    // PGlite finds its own files beside itself.
    external: ['@electric-sql/pglite'],
    // Packages of the older kind ask for require().
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    platform: 'node',
    format: 'esm',
    target: 'node24',
    sourcemap: true,
    logLevel: 'info',
  }).catch(() => {
    process.exitCode = 1;
  });
};

if (!parseArgs({ options: { 'if-stale': { type: 'boolean' } } }).values['if-stale'] || isStale())
  await buildAnew();
