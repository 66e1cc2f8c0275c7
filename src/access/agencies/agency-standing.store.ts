import type { ReadStanding } from '../../platform/running/readiness.ts';

const SHARING = `select string_agg(code, '、' order by id) as codes from agencies
  where successor_id is null group by uscc having count(*) > 1 order by 1`;

// Two agencies with one credit code, from before that was refused: one of them took over from the other, or one
// was entered wrongly.
export const agencyStanding: ReadStanding = async ({ statement }) => {
  const sharing = (await statement(SHARING, [])).map(({ codes }) => `（${String(codes)}）`);
  const message = `以下单位登记了同一个统一社会信用代码：${sharing.join('')}。更名、撤并的，请登记承继（POST /api/v1/agencies/{code}/succession）；登记有误的，请核对更正。`;
  return { unready: [], warnings: sharing.length > 0 ? [{ code: 'agency.code-shared', message }] : [] };
};
