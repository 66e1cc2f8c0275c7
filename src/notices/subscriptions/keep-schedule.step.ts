import type { Db } from '../../platform/door/db.ts';
import type { Deps } from '../../platform/door/deps.ts';
import { nextSlot } from '../../platform/schedule/cron-slots.ts';
import { removeSchedule, saveSchedules } from '../../platform/schedule/schedule.store.ts';
import type { PushSchedule } from './subscription.rules.ts';

// Each subscription with a cron has its own row in the table of schedules; the job build-digest runs it.
export const keepSchedule = async (
  deps: Deps,
  tx: Db,
  about: { id: string; schedule: PushSchedule | null },
) => {
  const id = `build-digest:${about.id}`;
  const cron = about.schedule?.cron;
  if (cron)
    await saveSchedules(tx, [{ id, cron, missed: 'once', nextRunAt: nextSlot(cron, deps.clock.now()) }]);
  else await removeSchedule(tx, id);
};
