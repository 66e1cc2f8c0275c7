import { addDays, addMonths, day, dayOf } from '../../kernel/day.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { pointsFor } from './assistance.rules.ts';
import { countAsked } from './assistance-count.store.ts';
import type { AssistanceCounts } from './assistance-sheet.rules.ts';

// How each office answered what it was asked in a month: shown to every office, as the city's plan has it. A
// month's points are counted by the value of its last day, the current month's by today's.
// Basis: 本市设定：实施方案（限时核验、扣分、公示）
export const countAssistance = async (
  ctx: Ctx,
  query: { month?: string | undefined },
): Promise<AssistanceCounts> => {
  permit(ctx, 'assistance.statistics');
  const today = dayOf(ctx.clock.now());
  const month = query.month ?? today.slice(0, 7);
  const from = day(`${month}-01`);
  const to = addDays(addMonths(from, 1), -1);
  const points = (await settingsOn(ctx.db, to < today ? to : today))('assistance.points');
  const counted = await countAsked(ctx.db, { from, to, today });
  return { month, items: counted.map((line) => ({ ...line, points: pointsFor(line.late, points) })) };
};
