// npm run faults [-- NAME…] [--trials N] [--seed N] [--write]
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startOwnPostgres } from '../test/kit/postgres.ts';
import { scenarios } from './faults/all.ts';
import { isWhole, type Outcome, perform } from './faults/scenario.ts';
import { lineOf, tableOf } from './faults/table.ts';

const PAGE = 'docs/reliability.md';
const [BEGIN, END] = ['<!-- faults:begin -->', '<!-- faults:end -->'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    trials: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
});
const unknown = positionals.find((name) => !scenarios.some((scenario) => scenario.name === name));
const [trials, seed] = [Number(values.trials), Number(values.seed)];
if (unknown || !Number.isInteger(trials) || trials < 1 || !Number.isInteger(seed)) {
  console.error(
    `用法：npm run faults [-- 名称…] [--trials 次数] [--seed 整数] [--write]；名称：${scenarios.map(({ name }) => name).join('、')}`,
  );
  process.exit(2);
}
if (values.write && positionals.length > 0) {
  console.error('--write 写整张表，不能只跑其中几项');
  process.exit(2);
}

const write = (table: string) => {
  const text = readFileSync(PAGE, 'utf8');
  const [before, after] = [text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END)];
  if (after < before) throw new Error(`${PAGE} has no place for the table`);
  writeFileSync(PAGE, `${text.slice(0, before)}\n\n${table}\n\n${text.slice(after)}`);
};

const server = await startOwnPostgres(18);
const outcomes: Outcome[] = [];
try {
  for (const scenario of scenarios) {
    if (positionals.length > 0 && !positionals.includes(scenario.name)) continue;
    const outcome = await perform(scenario, { server, trials, seed });
    outcomes.push(outcome);
    console.log(lineOf(outcome));
  }
} finally {
  await server.stop();
}
console.log(`\n${tableOf(outcomes)}`);
if (values.write) write(tableOf(outcomes));
process.exit(outcomes.every(isWhole) ? 0 : 1);
