import type { Day } from '../../kernel/day.ts';
import type { Calendar } from '../../kernel/working-days.ts';
import { calendarIn } from '../../law/calendar/calendar.store.ts';
import { daysOf } from '../../law/calendar/year-notice.rules.ts';
import type { ChangeDraft, DraftOf } from '../../law/changes/change.schema.ts';
import { yearNoticeOf } from '../../law/changes/change-faults.rules.ts';
import type { ChangedLaw } from '../../law/changes/changed-law.rules.ts';
import { changedSettings } from '../../law/changes/changed-settings.rules.ts';
import { lawOn } from '../../law/changes/law-under.step.ts';
import type { Db } from '../../platform/door/db.ts';
import { duesMovedBy } from '../../remedy/cases/case.store.ts';
import { type Affected, affectedByDues, affectedByMeasures, affectedBySettings } from './affected.store.ts';
import { measureReach } from './measure-reach.rules.ts';
import { settingReach } from './setting-reach.rules.ts';

// abouts: every kind of effect, also those that touch nothing today.
export type AffectedBy = { affected: Affected; abouts: readonly string[] };

const CASES = '办理期限随之移动的信用修复与异议';

// Finds what stands today and would be otherwise if the draft were law; compared with the law as it is now,
// not as it was when the draft was written.
export const affectedBy = async (
  tx: Db,
  draft: ChangeDraft,
  { law, ...on }: { law: ChangedLaw; from: Day; today: Day },
): Promise<AffectedBy> => {
  if (draft.kind === 'measures') {
    const reach = measureReach(law.measures ?? [], draft.content.measures);
    return { affected: affectedByMeasures(reach), abouts: reach.map(({ about }) => about) };
  }
  if (draft.kind === 'calendar') {
    const moved = await duesMovedBy(tx, calendarWith(await calendarIn(tx), draft), draft.content.year);
    return { affected: affectedByDues(moved.map((one) => ({ ...one, about: CASES }))), abouts: [CASES] };
  }
  const known = await lawOn(tx, law, on);
  const reach = changedSettings(draft).flatMap((changed) => settingReach(changed, known));
  return {
    affected: affectedBySettings(reach, on.today),
    abouts: [...new Set(reach.map(({ about }) => about))],
  };
};

const calendarWith = (calendar: Calendar, draft: DraftOf<'calendar'>): Calendar => {
  const { year } = draft.content;
  const days = daysOf(yearNoticeOf(draft));
  const others = (set: ReadonlySet<Day>) => [...set].filter((one) => Number(one.slice(0, 4)) !== year);
  const of = (kind: string) => days.filter((one) => one.kind === kind).map(({ day }) => day);
  return {
    years: new Set([...calendar.years, year]),
    holidays: new Set([...others(calendar.holidays), ...of('holiday')]),
    makeupWorkdays: new Set([...others(calendar.makeupWorkdays), ...of('workday')]),
  };
};
