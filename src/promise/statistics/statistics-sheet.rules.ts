import {
  type Figures,
  type FiguresOf,
  falseRate,
  figureWords,
  type Grouping,
  groupingWords,
  moveEvents,
} from './promise-figures.rules.ts';

export type Statistics = {
  from: string;
  to: string;
  by: Grouping;
  items: readonly FiguresOf[];
  total: Figures;
};

const cells = (figures: Figures) => [
  ...moveEvents.map((event) => String(figures[event])),
  String(falseRate(figures) ?? '—'),
];

export const statisticsSheet = ({ from, to, by, items, total }: Statistics) => ({
  name: `承诺制统计 ${from} 至 ${to}`,
  header: [groupingWords[by], ...moveEvents.map((event) => figureWords[event]), '不实率（%）'],
  rows: [...items.map(({ name, figures }) => [name, ...cells(figures)]), ['合计', ...cells(total)]],
});
