export type AssistanceCount = {
  agency: string;
  agencyName: string;
  asked: number;
  inTime: number;
  late: number;
  pending: number;
  returned: number;
  points: number;
};
export type AssistanceCounts = { month: string; items: readonly AssistanceCount[] };

export const assistanceColumns = [
  ['asked', '被请求协查'],
  ['inTime', '按期反馈'],
  ['late', '逾期'],
  ['pending', '未到期'],
  ['returned', '退回'],
  ['points', '扣分'],
] as const satisfies readonly (readonly [keyof AssistanceCount, string])[];

export const assistanceSheet = ({ month, items }: AssistanceCounts) => ({
  name: `协查考核 ${month}`,
  header: ['月份', '单位代码', '单位', ...assistanceColumns.map(([, label]) => label)],
  rows: items.map((item) => [
    month,
    item.agency,
    item.agencyName,
    ...assistanceColumns.map(([key]) => String(item[key])),
  ]),
});
