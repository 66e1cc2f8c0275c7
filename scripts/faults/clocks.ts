import { jobNamed } from '../../src/jobs.ts';
import { sendDeliveries } from '../../src/notices/delivery/send-deliveries.driver.ts';
import { relayEvents } from '../../src/notices/relay/relay-events.driver.ts';
import type { Deps } from '../../src/platform/door/deps.ts';
import type { Job } from '../../src/platform/schedule/job.ts';
import { runDue } from '../../src/platform/schedule/run-due.ts';
import { pace } from './pace.ts';
import { atOnce, everyMinute, type Scenario } from './scenario.ts';
import { storyOf, tellRound } from './story.ts';
import { drain, type World } from './world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const sendJob: Job = {
  ...jobNamed('send-deliveries'),
  run: async (deps) => void (await sendDeliveries(deps, pace)),
};

// The jobs of the notices, and how often each slot of a digest was really run.
const countedJobs = () => {
  const runs = new Map<string, number>();
  const digest: Job = {
    ...jobNamed('build-digest'),
    run: async (deps, slot, key) => {
      const name = `${key} ${slot.toISOString()}`;
      runs.set(name, (runs.get(name) ?? 0) + 1);
      await jobNamed('build-digest').run(deps, slot, key);
    },
  };
  return { runs, jobs: [jobNamed('relay-events'), sendJob, digest, jobNamed('mend-deliveries')] };
};

const nextMinute = () => Math.ceil(Date.now() / MINUTE) * MINUTE;

const isAllTold = async ({ operator }: World) =>
  (
    await operator.statement(
      `select 1 from notices where delivery_id is null and superseded_by is null limit 1`,
      [],
    )
  ).length === 0;

// A subject with a delivery of its own under way waits a slot longer; nothing waits for a third.
const endDigests = async (world: World, deps: Deps, tick: () => Promise<unknown>) => {
  for (let slots = 0; slots === 0 || !(await isAllTold(world)); slots++) {
    if (slots > 3) throw new Error('notices still wait for a digest after four more slots');
    await tick();
    await drain(world, async () => {
      await relayEvents(deps);
      await sendDeliveries(deps, pace);
    });
  }
};

const twoSchedulers = async (world: World, trials: number) => {
  const pair = [await world.open(), await world.open()];
  const story = storyOf(world.chance);
  const { runs, jobs } = countedJobs();
  let minute = nextMinute();
  const tick = () => {
    minute += MINUTE;
    return Promise.all(pair.map((deps) => runDue(deps, jobs, new Date(minute))));
  };
  for (let trial = 0; trial < trials; trial++) {
    await tellRound(world, story);
    await Promise.all([tick(), ...pair.map((deps) => sendDeliveries(deps, pace))]);
  }
  await endDigests(world, world.operator, tick);
  const twice = [...runs].filter(([, count]) => count > 1);
  if (twice.length > 0) throw new Error(`slots run twice: ${twice.map(([slot]) => slot).join(', ')}`);
};

// Both clocks leap: the one of the process, and the one by which due slots are found.
const leap = async (world: World, trials: number) => {
  const minuteZero = nextMinute();
  let [minutes, offset] = [0, 0];
  const deps = await world.open(() => new Date(Date.now() + offset));
  const { runs, jobs } = countedJobs();
  const story = storyOf(world.chance);
  const tick = () => runDue(deps, jobs, new Date(minuteZero + ++minutes * MINUTE + offset));
  for (let trial = 0; trial < trials; trial++) {
    offset = [HOUR, 0, -HOUR, 0][trial % 4] ?? 0;
    await tellRound({ ...world, operator: { ...world.operator, clock: deps.clock } }, story);
    await relayEvents(deps);
    await tick();
    await sendDeliveries(deps, pace);
  }
  offset = 0;
  await endDigests(world, deps, tick);
  if ([...runs.values()].some((count) => count > 1)) throw new Error('a slot was run twice');
};

export const clockFaults: readonly Scenario[] = [
  {
    name: 'two-schedulers',
    title: 'two schedulers tick together, two senders send together',
    schedules: [atOnce, everyMinute],
    share: 2,
    run: twoSchedulers,
  },
  {
    name: 'clock-leaps',
    title: 'clocks leap by ±1 h',
    schedules: [atOnce, everyMinute],
    share: 2,
    run: leap,
  },
];
