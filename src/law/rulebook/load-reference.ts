import { day } from '../../kernel/day.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { addMissingYear } from '../calendar/calendar.store.ts';
import { yearNotices } from '../calendar/holidays.ts';
import { ruleSet1 } from './rule-set-1.ts';
import { addMissingSettings, addRuleSetOnce } from './rulebook.store.ts';
import { defaultSettings } from './settings.ts';

const FIRST_DAY = day('2020-01-01');

// Loads what the law gives and a deployment has not set itself: settings, rule set 1, working days. Safe to
// repeat.
export const loadReference = (ctx: Ctx) =>
  act(ctx, 'reference.load', async (tx) => {
    const at = ctx.clock.now().toISOString();
    await addMissingSettings(tx, defaultSettings, FIRST_DAY);
    await addRuleSetOnce(tx, { version: ruleSet1.version, content: ruleSet1, from: FIRST_DAY, at });
    for (const notice of yearNotices) await addMissingYear(tx, notice, at);
    return {
      value: null,
      audit: {
        settings: defaultSettings.length,
        ruleSet: ruleSet1.version,
        years: yearNotices.map(({ year }) => year),
      },
      events: [],
    };
  });
