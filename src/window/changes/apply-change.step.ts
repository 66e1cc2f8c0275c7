import type { Day } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { calendarIn, saveYear } from '../../law/calendar/calendar.store.ts';
import { daysOf } from '../../law/calendar/year-notice.rules.ts';
import type { ChangeDraft, DraftOf } from '../../law/changes/change.schema.ts';
import { writeSettings } from '../../law/changes/change.store.ts';
import { yearNoticeOf } from '../../law/changes/change-faults.rules.ts';
import { changedSettings } from '../../law/changes/changed-settings.rules.ts';
import { withCityDocument } from '../../law/changes/list-document.rules.ts';
import { addEdition } from '../../law/measures/measure.store.ts';
import { RuleSet } from '../../law/rulebook/rule-set.schema.ts';
import {
  approveDraft,
  findRuleSet,
  insertRuleSet,
  nextVersion,
  type RuleSetStamp,
  versionInForce,
} from '../../law/rulebook/rule-set.store.ts';
import type { Db } from '../../platform/door/db.ts';
import { noteList } from '../../public/public-lists/public-change.store.ts';
import { reckonDuesBy } from '../../remedy/cases/case.store.ts';

type Applying = { from: Day; today: Day; at: string; drafter: RuleSetStamp; approver: RuleSetStamp };

// The draft becomes law, with what follows from it at once: deadlines are reckoned anew, a public list is
// drawn anew. Gives what the audit line says of it.
export const applyChange = async (
  tx: Db,
  draft: ChangeDraft,
  applying: Applying,
): Promise<Record<string, unknown>> => {
  if (draft.kind === 'measures') return applyMeasures(tx, draft, applying.from);
  if (draft.kind === 'calendar') return applyCalendar(tx, draft, applying.at);
  const settings = changedSettings(draft).map(({ key, value }) => ({ key, value }));
  await writeSettings(tx, settings, { basis: draft.basis, from: applying.from });
  for (const { key } of settings) {
    const list = /^public\.(.+)\.persons$/.exec(key)?.[1];
    if (list) await noteList(tx, list);
  }
  const cityDocument = draft.kind === 'severe-lists' ? draft.content.cityDocument : undefined;
  return draft.kind === 'severe-lists' && cityDocument !== undefined
    ? { settings, ruleSet: await enterDocument(tx, { list: draft.content.list, cityDocument }, applying) }
    : { settings };
};

const applyMeasures = async (tx: Db, { content }: DraftOf<'measures'>, from: Day) => {
  const { edition, measures } = content;
  await addEdition(
    tx,
    measures.map((measure) => ({ ...measure, edition })),
    from,
  );
  return { edition, count: measures.length };
};

const applyCalendar = async (tx: Db, draft: DraftOf<'calendar'>, at: string) => {
  const notice = yearNoticeOf(draft);
  const days = daysOf(notice);
  await saveYear(tx, { year: notice.year, source: notice.source, days }, at);
  return {
    year: notice.year,
    days: days.length,
    ...(await reckonDuesBy(tx, await calendarIn(tx), notice.year)),
  };
};

// A reason must name the document that the city stands on: the rules as they are, in a version of their own.
const enterDocument = async (
  tx: Db,
  { list, cityDocument }: { list: string; cityDocument: string },
  { today, drafter, approver }: Applying,
): Promise<number> => {
  const next = await nextVersion(tx);
  const inForce = await versionInForce(tx, today);
  const row = inForce === null ? undefined : await findRuleSet(tx, inForce, today);
  if (!row) throw new Problem('rule-set.unknown');
  const set = RuleSet.parse(row.content);
  const rules = set.rules.map((rule) =>
    rule.kind === 'listing' && rule.list === list
      ? { ...rule, basis: withCityDocument(rule.basis, cityDocument) ?? rule.basis }
      : rule,
  );
  const about = {
    version: next,
    content: { ...set, version: next, rules },
    effectiveFrom: today,
    basedOn: row.version,
    note: `录入本市文件：${cityDocument}；其余规则不变。`,
  };
  await insertRuleSet(tx, about, drafter);
  if (!(await approveDraft(tx, next, { ...approver, today }))) throw new Problem('rule-set.wrong-stage');
  return next;
};
