import type { Day } from '../kernel/day.ts';

export type Term = { listedOn: Day; dueOn: Day | null };

// A term is half-open: on the day it falls due the listing no longer stands. Without a due day it stands until performed.
// Basis: 市场监督管理总局令第44号；最高人民法院关于公布失信被执行人名单信息的若干规定（2017修正）第二条
export const isTermOver = ({ dueOn }: Pick<Term, 'dueOn'>, today: Day): boolean =>
  dueOn !== null && dueOn <= today;
