import type { Day } from '../../kernel/day.ts';
import type { Db } from '../../platform/door/db.ts';
import { findYear } from '../calendar/calendar.store.ts';
import { catalogs } from '../catalogs/catalog-list.ts';
import { editionsLoaded, measuresOn } from '../measures/measure.store.ts';
import { settingValuesOn } from '../rulebook/rulebook.store.ts';
import type { ChangeDraft } from './change.schema.ts';
import { findListRule, settingRows } from './change.store.ts';
import type { LawOn } from './change-faults.rules.ts';
import type { ChangedLaw } from './changed-law.rules.ts';
import { changedSettings } from './changed-settings.rules.ts';

// The part of the law that a draft touches, as it stands now; from: the day of which its measures are read.
export const lawUnder = async (
  tx: Db,
  draft: ChangeDraft,
  on: { from: Day; today: Day },
): Promise<ChangedLaw> => {
  if (draft.kind === 'measures')
    return { editions: await editionsLoaded(tx), measures: await measuresOn(tx, on.from) };
  if (draft.kind === 'calendar') return { year: await findYear(tx, draft.content.year) };
  const settings = await settingRows(
    tx,
    changedSettings(draft).map(({ key }) => key),
  );
  return draft.kind === 'severe-lists' && draft.content.cityDocument !== undefined
    ? { settings, rule: await findListRule(tx, draft.content.list, on.today) }
    : { settings };
};

export const lawOn = async (tx: Db, law: ChangedLaw, on: { from: Day; today: Day }): Promise<LawOn> => ({
  ...on,
  law,
  values: await settingValuesOn(tx, on.from),
  catalogs,
});
