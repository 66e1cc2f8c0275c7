import type { Day } from '../../kernel/day.ts';

// Each figure of the month counts one kind of step, so that it opens as the list of those steps and adds up
// with them.
// Basis: 证明事项告知承诺制工作统计表（附件 5）；分项为本市设定
export const moveEvents = [
  'commitment.draft',
  'commitment.refused',
  'commitment.signed',
  'commitment.withdrawn',
  'commitment.handled',
  'commitment.verified',
  'commitment.breached',
  'commitment.reopened',
  'assistance.asked',
  'assistance.in-time',
  'assistance.late',
  'complaint.received',
  'complaint.asked',
  'complaint.mended',
  'complaint.unfounded',
  'complaint.transferred',
] as const;
export type MoveEvent = (typeof moveEvents)[number];

export const figureWords: Readonly<Record<MoveEvent, string>> = {
  'commitment.draft': '出具承诺书',
  'commitment.refused': '未选择承诺',
  'commitment.signed': '作出承诺',
  'commitment.withdrawn': '撤回承诺',
  'commitment.handled': '以承诺办结',
  'commitment.verified': '核查属实',
  'commitment.breached': '核查不实',
  'commitment.reopened': '撤销核查决定',
  'assistance.asked': '收到协查',
  'assistance.in-time': '按期反馈协查',
  'assistance.late': '逾期反馈协查',
  'complaint.received': '收到投诉',
  'complaint.asked': '交办投诉',
  'complaint.mended': '投诉整改完毕',
  'complaint.unfounded': '投诉不属实',
  'complaint.transferred': '转办投诉',
};

export const groupings = ['matter', 'agency', 'month'] as const;
export type Grouping = (typeof groupings)[number];
export const groupingWords: Readonly<Record<Grouping, string>> = {
  matter: '事项',
  agency: '单位',
  month: '月份',
};

export type Days = { from: Day; to: Day };

/** The days that are asked for, both included; by default this month until today. */
export const daysAsked = (
  { from, to }: { from?: string | undefined; to?: string | undefined },
  today: Day,
): Days => ({
  from: (from ?? `${(to ?? today).slice(0, 7)}-01`) as Day,
  to: (to ?? today) as Day,
});

export type Figures = Readonly<Record<MoveEvent, number>>;
export type FiguresOf = { key: string; name: string; figures: Figures };
type Counted = { key: string; name: string; event: string; count: number };

/** The share of false promises among those that were verified, in percent; null where none was. */
export const falseRate = (figures: Figures): number | null => {
  const [good, bad] = [figures['commitment.verified'], figures['commitment.breached']];
  return good + bad === 0 ? null : Math.round((1000 * bad) / (good + bad)) / 10;
};

const NONE = Object.fromEntries(moveEvents.map((event) => [event, 0])) as Figures;
const isMoveEvent = (event: string): event is MoveEvent => Object.hasOwn(NONE, event);

const added = (figures: Figures, { event, count }: Pick<Counted, 'event' | 'count'>): Figures =>
  isMoveEvent(event) ? { ...figures, [event]: figures[event] + count } : figures;

/** One row a key, in the order of the keys, and the sum of all. */
export const figuresBy = (counted: readonly Counted[]): { items: FiguresOf[]; total: Figures } => {
  const byKey = new Map<string, FiguresOf>();
  for (const one of counted) {
    const { key, name } = one;
    const before = byKey.get(key) ?? { key, name, figures: NONE };
    byKey.set(key, { ...before, figures: added(before.figures, one) });
  }
  const items = [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  return { items, total: counted.reduce(added, NONE) };
};
