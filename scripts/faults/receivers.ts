import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { replayNotices } from '../../src/notices/delivery/replay-notices.ts';
import { sendDeliveries } from '../../src/notices/delivery/send-deliveries.driver.ts';
import { relayEvents } from '../../src/notices/relay/relay-events.driver.ts';
import type { Got, Reply } from '../../test/kit/receiver.ts';
import { hastyPace } from './pace.ts';
import type { Scenario } from './scenario.ts';
import { storyOf, tellRound } from './story.ts';
import { drain, type Subscribed, type World } from './world.ts';

const ANSWER_SIZE = 1_000_000_000;
// What may be in flight between two sockets when the reader hangs up.
const READ_AT_MOST = 16_000_000;

const work = async (world: World) => {
  await relayEvents(world.operator);
  await sendDeliveries(world.operator, hastyPace);
};

// The first department answers badly every other delivery it sees for the first time, the second always well.
const misbehaving = (misbehave: (nth: number) => Reply) => async (world: World, trials: number) => {
  const [{ receiver }] = world.subscribers as [Subscribed, ...Subscribed[]];
  const story = storyOf(world.chance);
  const seen = new Set<string>();
  let faults = 0;
  const reply = ({ webhookId }: Got): Reply => {
    const isFirst = !seen.has(webhookId);
    seen.add(webhookId);
    return isFirst && faults < trials && world.chance.next() < 0.5 ? misbehave(++faults) : 204;
  };
  receiver.answer(reply);
  while (faults < trials) {
    await tellRound(world, story);
    await work(world);
    // More of each subject while its first notice waits for another try, and some of it before anything was
    // tried.
    for (let rounds = 0; rounds < 3; rounds++) await tellRound(world, story);
    await drain(world, () => work(world));
  }
};

const status =
  (code: number, headers: Record<string, string> = {}) =>
  (): Reply =>
  (_, response) =>
    void response.writeHead(code, headers).end();
const hang = (): Reply => () => {};
const reset = (): Reply => (request) => void request.socket.resetAndDestroy();
const drip = (): Reply => (_, response) => {
  response.writeHead(200);
  const timer = setInterval(() => response.write('.'), 50);
  response.once('close', () => clearInterval(timer));
};

const tooMuchRead: number[] = [];
const flood = (): Reply => (_, response) => {
  const chunk = Buffer.alloc(65_536, 120);
  let written = 0;
  response.writeHead(200, { 'content-length': String(ANSWER_SIZE) });
  const pour = () => {
    while (!response.destroyed && written < ANSWER_SIZE) {
      written += chunk.length;
      if (!response.write(chunk)) return void response.once('drain', pour);
    }
  };
  response.once('close', () => void (written > READ_AT_MOST && tooMuchRead.push(written)));
  pour();
};
const flooding = async (world: World, trials: number) => {
  await misbehaving(flood)(world, trials);
  if (tooMuchRead.length > 0) throw new Error(`${tooMuchRead[0]} bytes of an answer were read`);
};

const redirecting = async (world: World, trials: number) => {
  let followed = 0;
  const decoy = createServer((_, response) => {
    followed += 1;
    response.end();
  });
  await new Promise<void>((ready) => decoy.listen(0, '127.0.0.1', ready));
  const location = `http://127.0.0.1:${(decoy.address() as AddressInfo).port}/`;
  try {
    await misbehaving((nth) => status([301, 302, 307, 308][nth % 4] ?? 302, { location })())(world, trials);
  } finally {
    decoy.close();
  }
  if (followed > 0) throw new Error(`${followed} redirects were followed`);
};

// Refused three times, a delivery is dead; the rest flows on. Then the department asks for all of it again.
const deadAndReplayed = async (world: World, trials: number) => {
  const [{ id, receiver }] = world.subscribers as [Subscribed, ...Subscribed[]];
  const story = storyOf(world.chance);
  const poisoned = new Map<string, boolean>();
  const poison = ({ webhookId }: Got): boolean => {
    const known = poisoned.get(webhookId) ?? world.chance.next() < 0.2;
    poisoned.set(webhookId, known);
    return known;
  };
  const dead = async () =>
    Number(
      (
        await world.operator.statement(
          `select count(*) as count from deliveries where state = 'dead' and kind = 'notice'`,
          [],
        )
      )[0]?.count,
    );
  receiver.answer((got) => (got.headers['x-replay'] === undefined && poison(got) ? 400 : 204));
  while ((await dead()) < trials) {
    await tellRound(world, story);
    await work(world);
    await drain(world, () => work(world));
  }
  await replayNotices(world.operator, { id, request: { fromSeq: 1, dryRun: false } });
  await drain(world, () => work(world));
};

// These take milliseconds a trial, so there are more of them.
const faults: readonly Scenario[] = [
  { name: 'hangs', title: 'receiver never answers', run: misbehaving(hang) },
  { name: 'resets', title: 'receiver resets the connection', run: misbehaving(reset) },
  {
    name: 'drips',
    title: 'receiver answers 200 and drips its body past the time-out',
    run: misbehaving(drip),
  },
  { name: 'answers-500', title: 'receiver answers 500', run: misbehaving(status(500)) },
  {
    name: 'answers-429',
    title: 'receiver answers 429 with `Retry-After`',
    run: misbehaving(status(429, { 'retry-after': '15' })),
  },
  { name: 'redirects', title: 'receiver redirects (301, 302, 307, 308; never followed)', run: redirecting },
  { name: 'floods', title: 'receiver answers 200 with a body of 1 GB', run: flooding },
  {
    name: 'dead-letters',
    title: 'receiver refuses for good (400): dead letters, then replayed',
    run: deadAndReplayed,
  },
];

export const receiverFaults: readonly Scenario[] = faults.map((fault) => ({ ...fault, share: 5 }));
