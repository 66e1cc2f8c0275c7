import { reachOf } from '../../access/reach.rules.ts';
import { addDays, addMonths, type Day, day, dayOf } from '../../kernel/day.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { settingValuesOn } from '../../law/rulebook/rulebook.store.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { dutiesOn, type ReportingDuty } from './feed.store.ts';
import { readMonth } from './feed-month.store.ts';
import { countLateDays, judgedDays } from './late-day.store.ts';
import {
  emptyMonth,
  lineOf,
  type MonthCounts,
  partsOf,
  type ScoreCard,
  scoreOf,
  scoreWeightsOf,
  sumOf,
} from './score-card.rules.ts';
import { countZeroReports } from './zero-report.store.ts';

const keyOf = ({ agencyId, catalog }: { agencyId: number; catalog: string }) => `${agencyId} ${catalog}`;

// A card counts what an agency sent in a month, what came back, and how late. The registrar sees all, an
// agency its own.
export const listScoreCards = async (
  ctx: Ctx,
  { month, agency }: { month?: string; agency?: string },
): Promise<{ month: string; cards: ScoreCard[] }> => {
  permit(ctx, 'freshness.read');
  const today = dayOf(ctx.clock.now());
  const shown = month ?? today.slice(0, 7);
  const from = day(`${shown}-01`);
  if (from > today) return { month: shown, cards: [] };
  const to = addDays(addMonths(from, 1), -1);
  const owed = await owedBy(ctx, to < today ? to : today);
  const { countsOf, weights } = await readCounts(ctx, { from, to, month: shown });
  const byAgency = Map.groupBy(owed, (feed) => feed.agency);
  const cards = [...byAgency].flatMap(([code, feeds]) => {
    if (agency !== undefined && code !== agency) return [];
    const counted = feeds.map((feed) => ({ feed, counts: countsOf(feed) }));
    const total = sumOf(counted.map(({ counts }) => counts));
    const parts = partsOf(total);
    const catalogs = counted.map(({ feed: { catalog }, counts }) => ({
      catalog,
      catalogName: findCatalog(catalog)?.name ?? catalog,
      ...lineOf(counts),
    }));
    const score = scoreOf(parts, weights);
    const agencyName = feeds[0]?.agencyName ?? code;
    return [{ agency: code, agencyName, month: shown, score, parts, total: lineOf(total), catalogs }];
  });
  return { month: shown, cards };
};

const owedBy = ({ db, actor }: Ctx, on: Day) =>
  dutiesOn(db, { on, before: addDays(on, 1), agencyId: reachOf(actor, 'freshness.read') });

const readCounts = async ({ db }: Ctx, { from, to, month }: { from: Day; to: Day; month: string }) => {
  const [months, zero, late, judged, settings] = await Promise.all([
    readMonth(db, month),
    countZeroReports(db, { from, to }),
    countLateDays(db, { from, to }),
    judgedDays(db, { from, to }),
    settingValuesOn(db, to),
  ]);
  const monthOf = new Map(months.map((found) => [keyOf(found), found]));
  const zeroOf = new Map(zero.map((found) => [keyOf(found), found.zeroReports]));
  const lateOf = new Map(late.map((found) => [keyOf(found), found]));
  const countsOf = (feed: ReportingDuty): MonthCounts => {
    const counts = { ...emptyMonth, ...monthOf.get(keyOf(feed)) };
    const lateness = lateOf.get(keyOf(feed));
    return {
      ...counts,
      zeroReports: zeroOf.get(keyOf(feed)) ?? 0,
      lateDays: lateness?.lateDays ?? 0,
      judgedDays: judged.filter((on) => on >= feed.validFrom).length,
      isProvisional: counts.isProvisional || (lateness?.isProvisional ?? false),
    };
  };
  return { countsOf, weights: scoreWeightsOf(settings) };
};
