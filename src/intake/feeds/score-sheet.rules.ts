import type { ScoreCard, ScoreLine } from './score-card.rules.ts';

const header = [
  '月份',
  '单位代码',
  '单位名称',
  '目录',
  '得分',
  '收到',
  '新增',
  '更正',
  '未变化',
  '待核实',
  '退回',
  '提示',
  '退回率',
  '零报告',
  '逾期工作日',
  '考核工作日',
  '迟报率',
  '完整率',
  '双公示及时率',
  '说明',
];

export const percent = (share: number | null): string =>
  share === null ? '—' : `${(Math.round(share * 1000) / 10).toFixed(1)}%`;
const PROVISIONAL = '含节假日安排尚未公布的年度，工作日暂按周末推算';

const countsOf = (line: ScoreLine) => [
  ...[
    line.received,
    line.accepted,
    line.corrected,
    line.unchanged,
    line.held,
    line.rejected,
    line.warnings,
  ].map(String),
  percent(line.rejectionRate),
  String(line.zeroReports),
  String(line.lateDays),
  String(line.judgedDays),
  percent(line.lateRate),
  percent(line.completeness),
  percent(line.timelinessRate),
  line.isProvisional ? PROVISIONAL : '',
];

// One line for each agency and one for each of its catalogues.
export const scoreSheet = (month: string, cards: readonly ScoreCard[]) => ({
  name: `报送考核 ${month}`,
  header,
  rows: cards.flatMap(({ agency, agencyName, score, total, catalogs }) => [
    [month, agency, agencyName, '合计', score === null ? '—' : score.toFixed(1), ...countsOf(total)],
    ...catalogs.map((line) => [month, agency, agencyName, line.catalogName, '', ...countsOf(line)]),
  ]),
});
