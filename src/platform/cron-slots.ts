import { Cron } from 'croner';

const CHINA = 'Asia/Shanghai';

const patternOf = (cron: string) => new Cron(cron, { timezone: CHINA, mode: '5-part', paused: true });

// A pattern that never comes round (30 February) is as useless as one that does not parse.
export const isCron = (cron: string, now: Date): boolean => {
  try {
    return patternOf(cron).nextRun(now) !== null;
  } catch {
    return false;
  }
};

export const nextSlot = (cron: string, after: Date): Date => {
  const next = patternOf(cron).nextRun(after);
  if (!next) throw new Error(`schedule ${cron} has no next slot`);
  return next;
};

const SLOTS_AT_MOST = 2000;

/** The slots from `first` (itself one) up to and with `now`. */
export const slotsUpTo = (cron: string, first: Date, now: Date): Date[] => {
  const slots: Date[] = [];
  for (let slot = first; slot <= now && slots.length < SLOTS_AT_MOST; slot = nextSlot(cron, slot))
    slots.push(slot);
  return slots;
};
