import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { unsealing } from '../../src/platform/keys/unsealing.ts';
import { postgresOptions } from '../../src/platform/running/postgres-options.ts';

// A process under load, for driver-restart.test.ts: half single queries, half transactions, errors tried
// again. Each asks for a number of its own: an answer that belongs to another question is the worst fault of
// all.
export type LoadReport = {
  answered: number;
  refused: number;
  wrong: number;
  hung: number;
  answeredAfterwards: number;
};

const [url] = process.argv.slice(2);
if (!url || !process.send) throw new Error('started by driver-restart.test.ts with a database URL');
const sql = postgres(url, { ...postgresOptions(unsealing()), max: 8 });
const counts = { asked: 0, answered: 0, refused: 0, wrong: 0, open: 0 };
let isLoading = true;

const echo = async (on: postgres.ISql) => {
  counts.asked += 1;
  const asked = counts.asked;
  const [answer] = await on`select ${asked}::int as asked`;
  if (answer?.asked !== asked) counts.wrong += 1;
};
const single = () => echo(sql);
const together = () =>
  sql.begin(async (tx) => {
    await echo(tx);
    await tx`select pg_sleep(0.002)`;
    await Promise.all([echo(tx), echo(tx)]);
  });

const ask = async (question: () => Promise<unknown>) => {
  counts.open += 1;
  try {
    await question();
    counts.answered += 1;
  } catch {
    counts.refused += 1;
    await sleep(5);
  } finally {
    counts.open -= 1;
  }
};

const keepAsking = async (question: () => Promise<unknown>) => {
  while (isLoading) await ask(question);
};

const finish = async () => {
  isLoading = false;
  for (let waited = 0; counts.open > 0 && waited < 25_000; waited += 100) await sleep(100);
  const report = {
    answered: counts.answered,
    refused: counts.refused,
    wrong: counts.wrong,
    hung: counts.open,
  };
  const before = counts.answered;
  await Promise.race([Promise.all(Array.from({ length: 50 }, () => ask(single))), sleep(25_000)]);
  process.send?.({ ...report, answeredAfterwards: counts.answered - before } satisfies LoadReport);
};

for (let asker = 0; asker < 64; asker += 1) void keepAsking(asker % 2 === 0 ? single : together);
process.on('message', (message) => {
  if (message === 'count') process.send?.(counts.answered);
  if (message === 'finish') void finish().then(() => process.exit(0));
});
