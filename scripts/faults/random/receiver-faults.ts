import { setTimeout as wait } from 'node:timers/promises';
import type { Got, Reply } from '../../../test/kit/receiver.ts';
import type { City } from './city.ts';
import type { Mood } from './departments.ts';
import type { Injected, RandomFault } from './fault.ts';
import { runDigest } from './quiet.ts';

const answer =
  (code: number, headers: Record<string, string> = {}): Mood =>
  () =>
  (_, response) =>
    void response.writeHead(code, headers).end();
const hang: Mood = () => () => {};
const reset: Mood = () => (request) => void request.socket.resetAndDestroy();
// Some of each: the same delivery may be refused once and taken later.
const moody =
  (moods: readonly Mood[]): Mood =>
  (one: Got): Reply | undefined => {
    const turn = Number.parseInt(one.webhookId.slice(-2), 16) + one.events.length;
    return moods[turn % (moods.length + 1)]?.(one);
  };

const during = async ({ departments }: City, mood: Mood, step: () => Promise<unknown>) => {
  const pushed = departments.filter(({ receiver }) => receiver);
  for (const one of pushed) one.mood = mood;
  await step().finally(() => {
    for (const one of pushed) one.mood = () => undefined;
  });
};

const badFor =
  (mood: Mood, ms: number): Injected =>
  (city) =>
    during(city, mood, () => wait(ms));

// Digests are made meanwhile, one after the other, while acts go on.
const downOverSlots =
  (mood: Mood, slots: number, ms: number): Injected =>
  (city) =>
    during(city, mood, async () => {
      for (let slot = 0; slot < slots; slot++) {
        await wait(ms);
        await runDigest(city);
      }
      await wait(ms);
    });

const bad = (name: string, title: string, mood: Mood): RandomFault => ({
  ...{ name, title },
  draw: (chance) => badFor(mood, chance.between(1000, 4000)),
});

export const receiverFaults: readonly RandomFault[] = [
  bad('answers-500', 'receivers answer 500', answer(500)),
  bad('answers-429', 'receivers answer 429 with `Retry-After`', answer(429, { 'retry-after': '5' })),
  bad('hangs', 'receivers never answer', hang),
  bad('resets', 'receivers reset the connection', reset),
  bad(
    'moody',
    'receivers answer some deliveries well and others with 500, 429, a reset',
    moody([answer(500), answer(429, { 'retry-after': '2' }), reset]),
  ),
  {
    name: 'down-over-slots',
    title: 'receivers down over several slots of a digest',
    draw: (chance) =>
      downOverSlots(
        chance.next() < 0.5 ? reset : answer(503),
        chance.between(2, 4),
        chance.between(600, 1500),
      ),
  },
];
