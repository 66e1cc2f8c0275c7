// npm run check: types, lint and format, dead code and unused dependencies, generated documents. No test.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

type Step = { name: string; command: string; args: string[] };

const generated = (name: string, script: string): Step[] =>
  existsSync(script) ? [{ name, command: 'tsx', args: [script, '--check'] }] : [];

const steps: Step[] = [
  { name: 'types', command: 'tsc', args: ['--noEmit', '-p', '.'] },
  { name: 'lint and format', command: 'biome', args: ['check', '--error-on-warnings'] },
  {
    name: 'dead code and dependencies',
    command: 'knip',
    args: ['--config', 'scripts/knip.json', '--no-progress'],
  },
  ...generated('list of catalogues', 'scripts/list-catalogs.ts'),
  ...generated('OpenAPI document', 'scripts/openapi.ts'),
  { name: 'OpenAPI rules', command: 'tsx', args: ['scripts/openapi-rules.ts'] },
  ...generated('types of the client', 'scripts/client.ts'),
  ...generated('table of problems', 'scripts/problems-page.ts'),
  ...generated('table of roles', 'scripts/roles-page.ts'),
  ...generated('rule book', 'scripts/rulebook.ts'),
  ...generated('lock file, licences, bill of materials', 'scripts/supply.ts'),
];

const holds = ({ name, command, args }: Step): boolean => {
  console.log(`── ${name}`);
  const { status } = spawnSync(join('node_modules', '.bin', command), args, { stdio: 'inherit' });
  return status === 0;
};

const verdicts = steps.map((step) => ({ name: step.name, isGood: holds(step) }));
console.log('');
for (const { name, isGood } of verdicts) console.log(`${isGood ? 'ok    ' : 'FAILED'} ${name}`);
process.exitCode = verdicts.every(({ isGood }) => isGood) ? 0 : 1;
