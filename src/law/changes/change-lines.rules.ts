import type { CalendarDay } from '../calendar/calendar.table.ts';
import { daysOf } from '../calendar/year-notice.rules.ts';
import { catalogNames } from '../catalogs/catalog-list.ts';
import type { Measure } from '../measures/measure.rules.ts';
import { valueWords } from '../rulebook/setting-bounds.rules.ts';
import { settingName } from '../rulebook/setting-words.rules.ts';
import type { ChangeDraft, DraftOf } from './change.schema.ts';
import { yearNoticeOf } from './change-faults.rules.ts';
import { type ChangedLaw, valuesOn } from './changed-law.rules.ts';
import { changedSettings } from './changed-settings.rules.ts';
import { withCityDocument } from './list-document.rules.ts';

// One difference in words; null: not there before, or no longer.
export type ChangeLine = { about: string; before: string | null; after: string | null };

const settingLines = (draft: ChangeDraft, law: ChangedLaw, from: string): ChangeLine[] => {
  const old = valuesOn(law.settings ?? [], from);
  return changedSettings(draft).map(({ key, value }) => {
    const was = old.get(key);
    return {
      about: settingName(key),
      before: was === undefined ? null : valueWords(key, was),
      after: valueWords(key, value),
    };
  });
};

const documentLines = (
  { content: { cityDocument } }: DraftOf<'severe-lists'>,
  { rule }: ChangedLaw,
): ChangeLine[] =>
  cityDocument === undefined || !rule?.basis
    ? []
    : [
        {
          about: '计入核查所依',
          before: rule.basis,
          after: withCityDocument(rule.basis, cityDocument) ?? rule.basis,
        },
      ];

type Told = Omit<Measure, 'edition'>;
const listName = (list: string) => catalogNames[list] ?? list;
const fields: readonly (readonly [name: string, words: (measure: Told) => string])[] = [
  ['类别', ({ kind }) => `${kind} 类`],
  ['名称', ({ title }) => title],
  ['内容', ({ content }) => content],
  ['对象', ({ target }) => target],
  ['依据', ({ basis }) => basis],
  [
    '实施单位',
    ({ departments }) => departments.map((word) => (word === '*' ? '各公共管理机构' : word)).join('、'),
  ],
  ['适用名单', ({ lists }) => lists.map(listName).join('、')],
];
const whole = (measure: Told): string =>
  `${measure.kind} 类；${measure.content}；依据：${measure.basis}；适用：${measure.lists.map(listName).join('、')}`;

export const measureLines = (before: readonly Told[], after: readonly Told[]): ChangeLine[] => {
  const old = new Map(before.map((measure) => [measure.code, measure]));
  const now = new Set(after.map(({ code }) => code));
  return [
    ...after.flatMap((measure): ChangeLine[] => {
      const was = old.get(measure.code);
      if (!was) return [{ about: `新增：${measure.title}`, before: null, after: whole(measure) }];
      return fields
        .map(([name, words]) => ({
          about: `${measure.title}：${name}`,
          before: words(was),
          after: words(measure),
        }))
        .filter((line) => line.before !== line.after);
    }),
    ...before
      .filter(({ code }) => !now.has(code))
      .map((measure) => ({ about: `不再列入：${measure.title}`, before: whole(measure), after: null })),
  ];
};

const dayWords = ({ kind, name }: CalendarDay) =>
  kind === 'holiday' ? `放假（${name ?? '节假日'}）` : '调休上班';

const calendarLines = (draft: DraftOf<'calendar'>, { year }: ChangedLaw): ChangeLine[] => {
  const old = new Map((year?.days ?? []).map((one) => [one.day, one]));
  const now = new Map(daysOf(yearNoticeOf(draft)).map((one) => [one.day, one]));
  const words = (one: CalendarDay | undefined) => (one ? dayWords(one) : null);
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort()
    .map((day) => ({ about: day, before: words(old.get(day)), after: words(now.get(day)) }))
    .filter(({ before, after }) => before !== after);
};

export const changeLines = (draft: ChangeDraft, law: ChangedLaw, from: string): ChangeLine[] => {
  if (draft.kind === 'measures') return measureLines(law.measures ?? [], draft.content.measures);
  if (draft.kind === 'calendar') return calendarLines(draft, law);
  const lines = settingLines(draft, law, from);
  return draft.kind === 'settings' ? lines : [...lines, ...documentLines(draft, law)];
};

const FEW = 2;

export const changeTitle = (draft: ChangeDraft): string => {
  if (draft.kind === 'measures')
    return `第 ${draft.content.edition} 版措施清单（${draft.content.measures.length} 项）`;
  if (draft.kind === 'calendar') return `${draft.content.year} 年节假日与调休安排`;
  if (draft.kind === 'severe-lists') return listName(draft.content.list);
  const names = draft.content.settings.map(({ key }) => settingName(key));
  return names.length > FEW ? `${names.slice(0, FEW).join('、')} 等 ${names.length} 项` : names.join('、');
};
