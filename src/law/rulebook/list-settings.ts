import { dayOf } from '../../kernel/day.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { settingLinesOn } from './rulebook.store.ts';
import { settingBounds, valueWords } from './setting-bounds.rules.ts';
import { settingName } from './setting-words.rules.ts';

// Every number of the law as it counts today, with what is decided for later days.
export const listSettings = async (ctx: Ctx) => {
  permit(ctx, 'change.list');
  const today = dayOf(ctx.clock.now());
  const rows = await settingLinesOn(ctx.db, today);
  return rows.flatMap(({ key, value, later, ...row }) => {
    const bounds = settingBounds(key);
    return bounds
      ? [
          {
            ...row,
            key,
            value,
            name: settingName(key),
            words: valueWords(key, value),
            unit: bounds.unit,
            later: later.map((one) => ({ ...one, words: valueWords(key, one.value) })),
          },
        ]
      : [];
  });
};

export type SettingShown = Awaited<ReturnType<typeof listSettings>>[number];
