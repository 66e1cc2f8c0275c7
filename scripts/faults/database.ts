import { setTimeout as wait } from 'node:timers/promises';
import { sendDeliveries } from '../../src/notices/delivery/send-deliveries.driver.ts';
import { relayEvents } from '../../src/notices/relay/relay-events.driver.ts';
import { addEvents } from '../../src/platform/door/outbox.ts';
import { pace } from './pace.ts';
import type { Scenario } from './scenario.ts';
import { startSender } from './sender-process.ts';
import { storyOf, tellRound } from './story.ts';
import { drain, SUBJECTS, type World } from './world.ts';

// Acts that fail are simply not repeated: what was committed is what must arrive.
const keepTelling = (world: World) => {
  const story = storyOf(world.chance);
  let isTelling = true;
  const telling = (async () => {
    while (isTelling) {
      await tellRound(world, story).catch(() => wait(100));
      await wait(60);
    }
  })();
  return () => {
    isTelling = false;
    return telling;
  };
};

const isAnswering = ({ operator }: World) =>
  operator.statement('select 1', []).then(
    () => true,
    () => false,
  );

// Under load, and the sender must outlive its database: one process from the first crash to the last.
const crash = async (world: World, trials: number) => {
  const sender = await startSender(world);
  const stop = keepTelling(world);
  for (let trial = 0; trial < trials; trial++) {
    await wait(world.chance.between(200, 1200));
    await world.server.crashAndRestart();
    while (!(await isAnswering(world))) await wait(50);
    if (!sender.isAlive()) throw new Error('the sender did not outlive its database');
  }
  await stop();
  await drain(world, async () => {});
  await sender.kill();
};

const WRITERS = 8;

// Each writer holds its transaction open after the event has its number, so that numbers commit out of order.
const overtake = async (world: World, trials: number) => {
  const story = storyOf(world.chance);
  let [left, isWriting] = [trials * WRITERS, true];
  const write = async () => {
    while (left-- > 0)
      await world.operator.db.transaction(async (tx) => {
        await addEvents(tx, new Date(), [story(world.chance.between(0, SUBJECTS - 1))]);
        await wait(world.chance.between(0, 20));
      });
  };
  const relaying = (async () => {
    while (isWriting) await relayEvents(world.operator).then(() => wait(3));
  })();
  await Promise.all(Array.from({ length: WRITERS }, write));
  isWriting = false;
  await relaying;
  await drain(world, async () => {
    await relayEvents(world.operator);
    await sendDeliveries(world.operator, pace);
  });
};

export const databaseFaults: readonly Scenario[] = [
  {
    name: 'database-crash',
    title: 'PostgreSQL `stop -m immediate` and restart under load',
    share: 0.5,
    run: crash,
  },
  {
    name: 'overtaking-commits',
    title: 'eight writers whose commits overtake each other',
    share: 5,
    run: overtake,
  },
];
