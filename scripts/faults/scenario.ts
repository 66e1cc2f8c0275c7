import type { PushSchedule } from '../../src/notices/subscriptions/subscription.rules.ts';
import type { PostgresServer } from '../../test/kit/postgres.ts';
import { type Count, judge } from './judge.ts';
import { openWorld, type World } from './world.ts';

export type Scenario = {
  name: string;
  // As the table in docs/reliability.md calls it.
  title: string;
  schedules?: readonly PushSchedule[];
  // Of the wished number of trials, how many this one makes: some take seconds each.
  share?: number;
  // Does it so many times and leaves nothing open.
  run(world: World, trials: number): Promise<void>;
};

export type Outcome = Count & { name: string; title: string; trials: number; seconds: number };

export const atOnce: PushSchedule = { kind: 'at-once' };
export const everyMinute: PushSchedule = { kind: 'cron', cron: '* * * * *' };

export const perform = async (
  scenario: Scenario,
  { server, trials, seed }: { server: PostgresServer; trials: number; seed: number },
): Promise<Outcome> => {
  const { name, title, schedules = [atOnce, atOnce], share = 1 } = scenario;
  const made = Math.max(1, Math.round(trials * share));
  const world = await openWorld(server, { schedules, seed });
  const from = performance.now();
  try {
    await scenario.run(world, made);
    const count = await judge(world);
    return {
      name,
      title,
      trials: made,
      seconds: Math.round((performance.now() - from) / 100) / 10,
      ...count,
    };
  } finally {
    await world.close();
  }
};

const wrongs = ['otherIds', 'lost', 'outOfOrder', 'feedGaps', 'refused'] as const;

export const isWhole = (outcome: Outcome): boolean =>
  outcome.notices > 0 && wrongs.every((wrong) => outcome[wrong] === 0);
