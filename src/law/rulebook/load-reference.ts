import { act } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { addMissingYear } from '../calendar/calendar.store.ts';
import { yearNotices } from '../calendar/holidays.ts';
import { ruleSet1 } from './rule-set-1.ts';
import { ruleSet2 } from './rule-set-2.ts';
import { addMissingSettings, addOfficialDraft, addRuleSetOnce, hasRuleSets } from './rulebook.store.ts';
import { FIRST_DAY } from './setting.ts';
import { defaultSettings } from './settings.ts';

// Loads what the law gives and a deployment has not set itself: settings, rule sets, working days. Safe to
// repeat. An installation that already judges by a rule set of its own keeps it: the newer official one waits
// there as a draft.
export const loadReference = (ctx: Ctx) =>
  act(ctx, 'reference.load', async (tx) => {
    const at = ctx.clock.now().toISOString();
    await addMissingSettings(tx, defaultSettings, FIRST_DAY);
    await addRuleSets(tx, at);
    for (const notice of yearNotices) await addMissingYear(tx, notice, at);
    return {
      value: null,
      audit: {
        settings: defaultSettings.length,
        ruleSet: ruleSet2.version,
        years: yearNotices.map(({ year }) => year),
      },
      events: [],
    };
  });

const addRuleSets = async (tx: Db, at: string): Promise<void> => {
  if (await hasRuleSets(tx)) return addOfficialDraft(tx, ruleSet2, at);
  for (const { version, ...set } of [ruleSet1, ruleSet2])
    await addRuleSetOnce(tx, { version, content: { version, ...set }, from: FIRST_DAY, at });
};
