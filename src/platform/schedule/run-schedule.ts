import { Problem } from '../../kernel/problems.ts';
import { act } from '../door/act.ts';
import type { Ctx } from '../door/deps.ts';
import { addRun, hasOpenRun, holdSchedule } from './schedule-list.store.ts';

// A run out of turn is a row like any other: whichever process comes first takes it, under a lease,
// once. The schedule's row is held, as the scheduler holds it to take a slot, so that two who ask
// at the same time get one run.
export const runSchedule = async (ctx: Ctx, job: string) => {
  const value = await act(ctx, 'schedule.run', async (tx) => {
    if (!(await holdSchedule(tx, job))) throw new Problem('schedule.unknown');
    if (await hasOpenRun(tx, job)) throw new Problem('schedule.running');
    const slot = await addRun(tx, { id: job, by: ctx.actor.by });
    return { value: { job, slot }, audit: { job, slot }, events: [] };
  });
  ctx.poke('schedules');
  return value;
};
