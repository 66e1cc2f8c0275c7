import { day } from '../../kernel/day.ts';
import { shownName } from '../../kernel/names.ts';
import { type Calendar, workingDaysBetween } from '../../kernel/working-days.ts';
import { isOverdue } from '../../remedy/cases/case-due.rules.ts';
import type { NamesByCode } from '../inbox/catalog-names.ts';
import {
  demandOf,
  type SupervisionKind,
  type SupervisionState,
  supervisionKindWords,
  supervisionStateWords,
} from './supervision-words.rules.ts';

export type Owed = {
  kind: SupervisionKind;
  // The id of the notice or of the repair, or the number of the request for assistance.
  id: string;
  agency: string;
  agencyName: string;
  subscriptionId: string | null;
  seq: number | null;
  list: string | null;
  subjectKind: string;
  subjectName: string;
  openedOn: string;
  dueOn: string;
  isProvisional: boolean;
};
export type SupervisionItem = Owed & { state: SupervisionState; workingDaysLate: number };

// A lift that has not arrived is late from its first hour, and one that nobody was sent from its first day.
const isAlwaysLate = (kind: SupervisionKind) => kind === 'lift-delivery' || kind === 'lift-untold';

export const supervisionItem = (owed: Owed, calendar: Calendar, today: string): SupervisionItem => {
  const late = isAlwaysLate(owed.kind) || isOverdue(owed.dueOn, today);
  const between = workingDaysBetween(calendar, day(owed.dueOn), day(today));
  return {
    kind: owed.kind,
    id: owed.id,
    agency: owed.agency,
    agencyName: owed.agencyName,
    subscriptionId: owed.subscriptionId,
    seq: owed.seq,
    list: owed.list,
    subjectKind: owed.subjectKind,
    subjectName: shownName(owed.subjectKind, owed.subjectName),
    openedOn: owed.openedOn,
    dueOn: owed.dueOn,
    isProvisional: owed.isProvisional,
    state: late ? 'overdue' : 'due-soon',
    workingDaysLate: late ? Math.max(0, between.count) : 0,
  };
};

export const supervisionHeader = [
  '序号',
  '单位',
  '事项',
  '主体',
  '名单',
  '通知序号',
  '发出日期',
  '最迟日期',
  '状态',
  '逾期工作日',
  '办理要求',
];

export const supervisionCells = (items: readonly SupervisionItem[], listNames: NamesByCode): string[][] =>
  items.map((item, place) => [
    String(place + 1),
    item.agencyName,
    supervisionKindWords[item.kind],
    item.subjectName,
    item.list ? (listNames[item.list] ?? item.list) : '',
    item.seq === null ? '' : String(item.seq),
    item.openedOn,
    item.isProvisional ? `${item.dueOn}（暂按周末推算）` : item.dueOn,
    supervisionStateWords[item.state].word,
    String(item.workingDaysLate),
    demandOf(item.kind),
  ]);

type Part = { word: string; items: readonly SupervisionItem[] };

// Organisations and persons in lists of their own, as the departments file them.
export const byPersonhood = (items: readonly SupervisionItem[]): Part[] =>
  [
    { word: '法人和非法人组织', items: items.filter(({ subjectKind }) => subjectKind !== 'person') },
    { word: '自然人', items: items.filter(({ subjectKind }) => subjectKind === 'person') },
  ].filter((part) => part.items.length > 0);
