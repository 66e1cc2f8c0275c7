// npm run faults [-- NAME…] [--trials N] [--seed N] [--write]
// npm run faults -- random [NAME…] [--minutes N] [--trials N] [--seed N] [--write]
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startOwnPostgres } from '../test/kit/postgres.ts';
import { scenarios } from './faults/all.ts';
import { randomFaults } from './faults/random/all-faults.ts';
import { performCampaign } from './faults/random/command.ts';
import { campaignTable } from './faults/random/table.ts';
import { isWhole, type Outcome, perform } from './faults/scenario.ts';
import { lineOf, tableOf } from './faults/table.ts';

const PAGE = 'docs/reliability.md';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    trials: { type: 'string' },
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
});
const isRandom = positionals[0] === 'random';
const chosen = isRandom ? positionals.slice(1) : positionals;
const names = (isRandom ? randomFaults : scenarios).map(({ name }) => name);
const trials = values.trials === undefined ? undefined : Number(values.trials);
const [seed, minutes] = [Number(values.seed), Number(values.minutes)];
const isCount = (count: number | undefined) => count === undefined || (Number.isInteger(count) && count > 0);
if (
  !chosen.every((one) => names.includes(one)) ||
  !isCount(trials) ||
  !Number.isInteger(seed) ||
  !(minutes > 0)
) {
  console.error(
    isRandom
      ? `用法：npm run faults -- random [名称…] [--minutes 分钟] [--trials 次数] [--seed 整数] [--write]；名称：${names.join('、')}`
      : `用法：npm run faults [-- 名称…] [--trials 次数] [--seed 整数] [--write]；名称：random 或 ${names.join('、')}`,
  );
  process.exit(2);
}
if (values.write && chosen.length > 0) {
  console.error('--write 写整张表，不能只跑其中几项');
  process.exit(2);
}

const write = (marker: string, table: string) => {
  const text = readFileSync(PAGE, 'utf8');
  const [begin, end] = [`<!-- ${marker}:begin -->`, `<!-- ${marker}:end -->`];
  const [before, after] = [text.indexOf(begin) + begin.length, text.indexOf(end)];
  if (after < before) throw new Error(`${PAGE} has no place for the table`);
  writeFileSync(PAGE, `${text.slice(0, before)}\n\n${table}\n\n${text.slice(after)}`);
};

const runScenarios = async () => {
  const server = await startOwnPostgres(18);
  const outcomes: Outcome[] = [];
  try {
    for (const scenario of scenarios) {
      if (chosen.length > 0 && !chosen.includes(scenario.name)) continue;
      const outcome = await perform(scenario, { server, trials: trials ?? 50, seed });
      outcomes.push(outcome);
      console.log(lineOf(outcome));
    }
  } finally {
    await server.stop();
  }
  return { marker: 'faults', table: tableOf(outcomes), isGood: outcomes.every(isWhole), count: null };
};

const runRandom = async () => {
  const wished = chosen.length > 0 ? chosen : undefined;
  const campaign = await performCampaign({ seed, minutes, trials, names: wished, tell: console.log });
  const broken = campaign.judged.filter(({ violations }) => violations.length > 0).length;
  return {
    marker: 'random',
    table: campaignTable(campaign, { seed }),
    isGood: broken === 0 && campaign.judged.length > 0,
    count: `${campaign.judged.length - broken} passed, ${broken} failed`,
  };
};

const { marker, table, isGood, count } = await (isRandom ? runRandom() : runScenarios());
console.log(`\n${table}`);
if (values.write) write(marker, table);
// The last line is the count that .ci/run adds up.
if (count) console.log(`\n${count}`);
process.exit(isGood ? 0 : 1);
