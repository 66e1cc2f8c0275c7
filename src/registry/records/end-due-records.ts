import { type Day, dayOf } from '../../kernel/day.ts';
import { catalogs } from '../../law/catalogs/catalog-list.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import { act } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { RecordState } from './record.rules.ts';
import { moveRecords } from './record.store.ts';
import { type ClockLaw, type ClockStep, clockStep, type DueRecord } from './record-clock.rules.ts';
import { holdPublicity, takeDueRecords } from './record-clock.store.ts';

const AT_ONCE = 2000;

// One small step of the night, whole or not at all: publicity that is over ends, what is past its retention
// goes to the archive. Gives how many were due; 0 = the night's work is done. Killed between two steps, it
// has lost nothing.
export const endDueRecords = async (ctx: Ctx, atOnce = AT_ONCE): Promise<number> => {
  const today = dayOf(ctx.clock.now());
  return act(ctx, 'record.expire', async (tx) => {
    const due = await takeDueRecords(tx, today, atOnce);
    const steps = stepsOf(due, await lawOn(tx, today), today);
    await writeSteps(tx, steps, { today, at: ctx.clock.now().toISOString() });
    const count = (step: Taken) => steps[step].map(({ id }) => id);
    const audit = {
      unpublished: count('end-publicity'),
      archived: count('archive'),
      held: count('hold'),
    };
    return { value: due.length, audit, events: [] };
  });
};

type Taken = Exclude<ClockStep, null>;
type Steps = Record<Taken, DueRecord[]>;

const stepsOf = (due: readonly DueRecord[], law: ClockLaw, today: Day): Steps => {
  const steps: Steps = { archive: [], 'end-publicity': [], hold: [] };
  for (const record of due) {
    const step = clockStep(record, law, today);
    if (step) steps[step].push(record);
  }
  return steps;
};

const lawOn = async (tx: Db, today: Day): Promise<ClockLaw> => {
  const setting = await settingsOn(tx, today);
  const codes = (list: readonly { code: string }[]) => new Set(list.map(({ code }) => code));
  return {
    holdsUncorrected: setting('publicity.hold-uncorrected') === 1,
    uncorrected: codes(catalogs.filter(({ isUncorrectedWhileLive }) => isUncorrectedWhileLive)),
  };
};

// The rows are locked, so every version seen is still the last.
const writeSteps = async (tx: Db, steps: Steps, { today, at }: { today: Day; at: string }) => {
  const move = async (list: readonly DueRecord[], to: RecordState) => {
    const seen = list.map(({ id, version }) => ({ id, version }));
    if (seen.length > 0) await moveRecords(tx, { to, at }, seen);
  };
  const idsOf = (list: readonly DueRecord[]) => list.map(({ id }) => id);
  await move(steps['end-publicity'], 'unpublished');
  await move(steps.archive, 'archived');
  if (steps.hold.length > 0) await holdPublicity(tx, idsOf(steps.hold), today);
};
