import { build } from 'esbuild';
import { expect, test } from 'vitest';

test('the Worker carries no embedded database, no Node timer and no Node server', async () => {
  const { metafile } = await build({
    entryPoints: ['src/worker/main.ts'],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*', 'cloudflare:*'],
    logLevel: 'silent',
  });
  const parts = Object.keys(metafile.inputs);
  expect(parts).toContain('src/app.ts');
  expect(
    parts.filter((part) => /@electric-sql|node-cron|@hono\/node-server|^src\/node\//.test(part)),
  ).toEqual([]);
  const builtIns = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  expect(builtIns.filter((path) => /^node:(fs|child_process|worker_threads|http|https)$/.test(path))).toEqual(
    [],
  );
});
