import { setTimeout as wait } from 'node:timers/promises';
import type { Scenario } from './scenario.ts';
import { type Moment, type SenderProcess, startSender } from './sender-process.ts';
import { storyOf, tellRound } from './story.ts';
import { drain, type World } from './world.ts';

const noWork = async () => {};

const drainBy = async (world: World, sender: SenderProcess) => {
  await drain(world, noWork);
  if (!sender.isAlive()) throw new Error('the last sender died by itself');
  await sender.kill();
};

// Goes on telling, so that there is always something under way, until what is awaited happens.
const tellUntil = async (world: World, story: ReturnType<typeof storyOf>, awaited: Promise<unknown>) => {
  let isAwaited = true;
  const done = awaited.finally(() => {
    isAwaited = false;
  });
  for (let rounds = 0; isAwaited; rounds++) {
    if (rounds > 400) throw new Error('the awaited moment never came');
    await tellRound(world, story);
    await Promise.race([done, wait(150)]);
  }
};

const killAt = (at: Moment) => async (world: World, trials: number) => {
  const story = storyOf(world.chance);
  for (let trial = 0; trial < trials; trial++) {
    const sender = await startSender(world, { at, after: world.chance.between(0, 12) });
    await tellUntil(world, story, sender.held);
    await sender.kill();
  }
  await drainBy(world, await startSender(world));
};

// Takes its time, so that there is something under way whenever a sender is stopped.
const answerLate = ({ chance, subscribers }: World) => {
  for (const { receiver } of subscribers)
    receiver.answer(
      () => (_, response) => void setTimeout(() => response.writeHead(204).end(), chance.between(20, 300)),
    );
};

const killAtRandom = async (world: World, trials: number) => {
  const story = storyOf(world.chance);
  answerLate(world);
  for (let trial = 0; trial < trials; trial++) {
    const sender = await startSender(world);
    await tellUntil(world, story, wait(world.chance.between(20, 500)));
    await sender.kill();
  }
  await drainBy(world, await startSender(world));
};

// The request has arrived and its answer is held back: sent, and nobody knows it.
const killWhileAnswerIsHeld = async (world: World, trials: number) => {
  const story = storyOf(world.chance);
  for (let trial = 0; trial < trials; trial++) {
    const sender = await startSender(world);
    const arrived = Promise.withResolvers<void>();
    let before = world.chance.between(0, 12);
    for (const { receiver } of world.subscribers)
      receiver.answer(() => (before-- > 0 ? 204 : () => arrived.resolve()));
    await tellUntil(world, story, arrived.promise);
    await sender.kill();
    for (const { receiver } of world.subscribers) receiver.answer(204);
  }
  await drainBy(world, await startSender(world));
};

const FROZEN_MS = 4000;

// Two senders; one sleeps past its leases and wakes to finish what the other has done meanwhile.
const freeze = async (world: World, trials: number) => {
  const story = storyOf(world.chance);
  answerLate(world);
  const senders = [await startSender(world), await startSender(world)] as const;
  for (let trial = 0; trial < trials; trial++) {
    const { process: sleeper } = senders[trial % 2] as SenderProcess;
    await tellUntil(world, story, wait(world.chance.between(50, 400)));
    sleeper.kill('SIGSTOP');
    await tellUntil(world, story, wait(FROZEN_MS));
    sleeper.kill('SIGCONT');
  }
  await senders[1].kill();
  await drainBy(world, senders[0]);
};

export const kills: readonly Scenario[] = [
  {
    name: 'kill-before-send',
    title: '`kill -9` with the lease taken, before the send',
    run: killAt('before-send'),
  },
  {
    name: 'kill-unanswered',
    title: '`kill -9` after the send, while the receiver holds its answer',
    run: killWhileAnswerIsHeld,
  },
  {
    name: 'kill-before-commit',
    title: '`kill -9` with the answer in hand, before the commit',
    run: killAt('before-commit'),
  },
  {
    name: 'kill-after-commit',
    title: '`kill -9` after the commit, before the subject’s next notice is let go',
    run: killAt('after-commit'),
  },
  { name: 'kill-random', title: '`kill -9` at a random moment', run: killAtRandom },
  {
    name: 'freeze',
    title: 'sender frozen (SIGSTOP) past its lease, then woken beside a second one',
    share: 0.2,
    run: freeze,
  },
];
