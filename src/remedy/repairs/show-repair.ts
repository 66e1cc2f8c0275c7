import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { ShownCase } from '../cases/case.rules.ts';
import { historyFor } from '../cases/case-side.step.ts';
import { findRepair } from './repair.store.ts';
import { type RepairLine, repairOut } from './repair-out.ts';

// Errors: repair.unknown.
export const showRepair = (ctx: Ctx, id: number): Promise<ShownCase<RepairLine>> =>
  look(ctx, 'repair.show', async (tx) => {
    const repair = await findRepair(tx, id);
    const history = await historyFor({ ctx, tx }, 'repair', repair);
    if (!repair || !history) throw new Problem('repair.unknown');
    return {
      value: { ...repairOut(repair, dayOf(ctx.clock.now())), ...history },
      audit: { subjectId: repair.subjectId, repair: id },
    };
  });
