import { dayOf } from '../../kernel/day.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { missingYears } from './calendar-standing.store.ts';

/** For whoever may draft their loading; nobody else is told. */
export const missingYearsFor = async (ctx: Ctx): Promise<number[]> =>
  ctx.actor.may.has('change.draft') ? missingYears(ctx.statement, dayOf(ctx.clock.now())) : [];
