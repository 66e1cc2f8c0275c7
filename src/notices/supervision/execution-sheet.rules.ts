export type ExecutionCount = {
  agency: string;
  agencyName: string;
  told: number;
  received: number;
  signed: number;
  asked: number;
  measures: number;
  executed: number;
  notExecuted: number;
  notApplicable: number;
  unanswered: number;
  overdueReceipts: number;
  overdueFeedback: number;
  lifts: number;
  liftsSigned: number;
  medianDays: number | null;
};

export const countColumns = [
  ['told', '发出通知'],
  ['received', '系统已接收'],
  ['signed', '人工已签收'],
  ['asked', '要求执行'],
  ['measures', '措施项数'],
  ['executed', '已执行'],
  ['notExecuted', '未执行'],
  ['notApplicable', '不适用'],
  ['unanswered', '未反馈'],
  ['overdueReceipts', '接收签收逾期'],
  ['overdueFeedback', '反馈逾期'],
  ['lifts', '移出通知'],
  ['liftsSigned', '移出人工已签收'],
  ['medianDays', '反馈用时中位数（天）'],
] as const satisfies readonly (readonly [keyof ExecutionCount, string])[];

export const executionSheet = ({
  from,
  to,
  items,
}: {
  from: string;
  to: string;
  items: readonly ExecutionCount[];
}) => ({
  name: `执行统计 ${from} 至 ${to}`,
  header: ['单位代码', '单位', ...countColumns.map(([, label]) => label)],
  rows: items.map((item) => [
    item.agency,
    item.agencyName,
    ...countColumns.map(([key]) => String(item[key] ?? '—')),
  ]),
});
