// npm test [-- --only a|b|c]: every test, one vitest run after another; the last line is the count.
// npm run attack: what the suite asks of hostile callers, at length.
// npm run test:dates [-- --date 2028-02-29|turn]: pass a with the clock on other days.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { clockOn, type TrialDay, trialDays } from './dates/trial-days.ts';

type Pass = {
  id: 'a' | 'b' | 'c' | 'attack';
  database: 'pglite' | 'pg18' | 'pg15';
  projects: string[];
  files?: string[];
  env?: Record<string, string>;
  on?: TrialDay;
};
type Count = { passed: number; failed: number; skipped: number; failures: string[] };
type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
};

const light: Pass = {
  id: 'a',
  database: 'pglite',
  projects: ['rules', 'structure', 'store', 'http', 'pages'],
};
const passes: Pass[] = [
  light,
  { id: 'b', database: 'pg18', projects: ['store', 'http', 'fault', 'browser', 'worker'] },
  { id: 'c', database: 'pg15', projects: ['store', 'http'] },
  { id: 'c', database: 'pg15', projects: ['fault'], files: ['driver-restart', 'driver-answers'] },
];

const attack: Pass = {
  id: 'attack',
  database: 'pg18',
  projects: ['http'],
  files: [
    'hostile-input',
    'hostile-values',
    'crossing',
    'sql-in-words',
    'other-agency',
    'policy',
    'sessions',
  ],
  env: { HOSTILE_RUNS: '200', ATTACK_REQUESTS: '10000', ATTACK_GUESSES: '1000', ATTACK_WORDS: 'all' },
};

// Not a package of npm: whoever has it gets its attack too, for so many seconds.
const SQLMAP_SECONDS = '600';
const withSqlmap = (pass: Pass): Pass => {
  if (spawnSync('sqlmap', ['--version']).status === 0)
    return {
      ...pass,
      files: [...(pass.files ?? []), 'http/sqlmap'],
      env: { ATTACK_SQLMAP: SQLMAP_SECONDS, ...pass.env },
    };
  console.log('sqlmap is not installed here, so its attack is left out (Debian: apt-get install sqlmap)');
  return pass;
};

/** One text per failure. A file that did not load has no failed test of its own, yet it failed. */
const failuresOf = (report: VitestReport): string[] =>
  report.testResults
    .filter(({ status }) => status === 'failed')
    .flatMap((file) => {
      const tests = file.assertionResults.filter(({ status }) => status === 'failed');
      const path = relative(process.cwd(), file.name);
      return tests.length === 0
        ? [`${path}: ${file.message}`]
        : tests.map((test) => `${path}: ${test.fullName}\n${test.failureMessages.join('\n')}`);
    });

const countOf = (reportFile: string, exitCode: number | null): Count => {
  if (!existsSync(reportFile))
    return { passed: 0, failed: 1, skipped: 0, failures: [`no report, exit code ${exitCode}`] };
  const report: VitestReport = JSON.parse(readFileSync(reportFile, 'utf8'));
  const failures = failuresOf(report);
  if (failures.length === 0 && (exitCode !== 0 || report.numPassedTests === 0))
    failures.push(`no test failed, yet the run ended with exit code ${exitCode}`);
  return {
    passed: report.numPassedTests,
    failed: failures.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  };
};

const runPass = (pass: Pass, reportFile: string): Count => {
  const started = performance.now();
  const name = `pass ${pass.id}${pass.on ? ` with the clock on ${pass.on.day}, ${pass.on.name},` : ''}`;
  console.log(`\n── ${name}: ${pass.projects.join(', ')} on ${pass.database}`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const projects = pass.projects.map((name) => `--project=${name}`);
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--config=test/vitest.config.ts',
      ...reporters,
      ...projects,
    ].concat(pass.files ?? []),
    {
      stdio: 'inherit',
      env: { ...process.env, ...(pass.on && clockOn(pass.on.day)), ...pass.env, TEST_DB: pass.database },
    },
  );
  const count = countOf(reportFile, status);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`── ${name} on ${pass.database}: ${lineOf(count)} in ${seconds} s`);
  return count;
};

const lineOf = ({ passed, failed, skipped }: Omit<Count, 'failures'>) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

const chosenPasses = (): Pass[] => {
  const {
    only,
    dates,
    date,
    attack: isAttack,
  } = parseArgs({
    options: {
      only: { type: 'string' },
      dates: { type: 'boolean' },
      date: { type: 'string' },
      attack: { type: 'boolean' },
    },
  }).values;
  if (isAttack) return [withSqlmap(attack)];
  if (dates) return trialDays(date).map((on) => ({ ...light, on }));
  const chosen = passes.filter(({ id }) => only === undefined || id === only);
  if (chosen.length === 0) throw new Error('--only takes a, b or c');
  const isNamed = Boolean(process.env.TEST_DATABASE_URL);
  if (isNamed)
    console.log('TEST_DATABASE_URL names the server: the pass on our own PostgreSQL 15 is left out');
  return chosen.filter(({ id }) => !(isNamed && id === 'c'));
};

const folder = mkdtempSync(join(tmpdir(), 'credit-registry-test-'));
const total: Count = { passed: 0, failed: 0, skipped: 0, failures: [] };
for (const [index, pass] of chosenPasses().entries()) {
  const count = runPass(pass, join(folder, `${index}.json`));
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
  total.failures.push(
    ...count.failures.map((failure) => `[${pass.id}, ${pass.on?.day ?? pass.database}] ${failure}`),
  );
}
rmSync(folder, { recursive: true, force: true });
for (const failure of total.failures) console.log(`\nFAILED ${failure}`);
console.log(`\n${lineOf(total)}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
