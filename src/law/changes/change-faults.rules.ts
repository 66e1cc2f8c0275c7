import { checkYear, type YearNotice } from '../calendar/year-notice.rules.ts';
import type { Catalog } from '../catalogs/catalog.ts';
import { mayFollow } from '../measures/measure.rules.ts';
import { measureFaults } from '../measures/measure-faults.rules.ts';
import { BASIS_ADVICE, isBasis } from '../rulebook/basis.rules.ts';
import { severeLists } from '../rulebook/severe-lists.ts';
import type { ChangeDraft, DraftOf } from './change.schema.ts';
import type { ChangedLaw } from './changed-law.rules.ts';
import { changedSettings } from './changed-settings.rules.ts';
import { withCityDocument } from './list-document.rules.ts';
import { isSameAsBefore, type LawFault, settingFaults } from './setting-faults.rules.ts';

// values: every setting in force on the day from which the change counts.
export type LawOn = {
  law: ChangedLaw;
  values: ReadonlyMap<string, number>;
  from: string;
  today: string;
  catalogs: readonly Pick<Catalog, 'code' | 'opens' | 'nature' | 'retentionSetting'>[];
};

const SAME: LawFault = {
  pointer: '/content',
  code: 'change.no-difference',
  message: '与现行规定相同，没有可变更的内容；请核对后再提交。',
};

const ofMeasures = ({ content }: DraftOf<'measures'>, { law, from, catalogs }: LawOn): LawFault[] => {
  const follows = mayFollow({ edition: content.edition, from }, law.editions ?? []);
  return [
    ...measureFaults(content.measures, catalogs).map((fault) => ({
      ...fault,
      pointer: `/content${fault.pointer}`,
    })),
    ...(follows.ok
      ? []
      : [
          {
            pointer: '/content/edition',
            code: follows.code,
            message: '该版或更新的版次已载入；请以更大的版次、更晚的施行日期提交。',
          },
        ]),
  ];
};

export const yearNoticeOf = ({ basis, content }: DraftOf<'calendar'>): YearNotice => ({
  year: content.year,
  source: basis,
  holidays: content.holidays.map(({ name, from, to }) => [name, from, to] as const),
  workdays: content.workdays,
});

const ofCalendar = (draft: DraftOf<'calendar'>, { law }: LawOn): LawFault[] => {
  const days = checkYear(yearNoticeOf(draft));
  if (!days.ok)
    return [{ pointer: '/content', code: days.code, message: days.detail ?? '节假日安排有误，请逐日核对。' }];
  const print = (list: readonly { day: string; kind: string; name: string | null }[]) =>
    JSON.stringify(list.map(({ day, kind, name }) => [day, kind, name]).sort());
  return law.year && law.year.source === draft.basis && print(law.year.days) === print(days.value)
    ? [SAME]
    : [];
};

const documentFaults = (document: string, rule: ChangedLaw['rule']): LawFault[] => {
  const pointer = '/content/cityDocument';
  if (!isBasis(document))
    return [{ pointer, code: 'basis.missing', message: `本市文件没有写明文号。${BASIS_ADVICE}` }];
  if (rule && rule.waiting.length > 0)
    return [
      {
        pointer,
        code: 'change.rule-set-waiting',
        message: `第 ${rule.waiting.join('、')} 版核查规则已批准、尚未生效；请待其生效后再录入文号，或撤回该版、在新草案中写明。`,
      },
    ];
  const basis = rule?.basis ? withCityDocument(rule.basis, document) : null;
  if (basis === null)
    return [
      {
        pointer,
        code: 'severe-list.no-city-document',
        message: '现行核查规则没有以“本市设定”计入该名单，无处录入本市文件；请先起草计入该名单的规则版本。',
      },
    ];
  return basis === rule?.basis ? [{ ...SAME, pointer }] : [];
};

const ofSevereList = (draft: DraftOf<'severe-lists'>, on: LawOn): LawFault[] => {
  const { list, cityDocument } = draft.content;
  if (!severeLists.some(({ code }) => code === list))
    return [
      { pointer: '/content/list', code: 'severe-list.unknown', message: `没有“${list}”这一严重失信名单。` },
    ];
  const changed = changedSettings(draft);
  const faults = [
    ...settingFaults(changed, on),
    ...(cityDocument === undefined ? [] : documentFaults(cityDocument, on.law.rule)),
  ];
  const isIdle = cityDocument === undefined && isSameAsBefore(changed, on.values);
  return faults.length === 0 && isIdle ? [SAME] : faults;
};

const ofSettings = (draft: DraftOf<'settings'>, on: LawOn): LawFault[] => {
  const changed = changedSettings(draft);
  const faults = settingFaults(changed, on);
  return faults.length === 0 && isSameAsBefore(changed, on.values) ? [SAME] : faults;
};

const ofContent = (draft: ChangeDraft, on: LawOn): LawFault[] => {
  if (draft.kind === 'measures') return ofMeasures(draft, on);
  if (draft.kind === 'calendar') return ofCalendar(draft, on);
  return draft.kind === 'settings' ? ofSettings(draft, on) : ofSevereList(draft, on);
};

// A change goes to another registrar only if it says on what document it stands and could be law as it is.
export const changeFaults = (draft: ChangeDraft, on: LawOn): LawFault[] => [
  ...ofContent(draft, on),
  ...(isBasis(draft.basis)
    ? []
    : [{ pointer: '/basis', code: 'basis.missing' as const, message: `没有写明依据。${BASIS_ADVICE}` }]),
];

export const pastDayFault = (draft: ChangeDraft, today: string): LawFault[] =>
  draft.kind !== 'calendar' && draft.content.validFrom !== undefined && draft.content.validFrom < today
    ? [
        {
          pointer: '/content/validFrom',
          code: 'change.past-day',
          message: '生效日不能早于今天，规定不溯及既往；请改填今天或以后的日期。',
        },
      ]
    : [];
