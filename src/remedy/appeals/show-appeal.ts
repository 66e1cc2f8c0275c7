import { Problem } from '../../kernel/problems.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { ShownCase } from '../cases/case.rules.ts';
import { historyFor } from '../cases/case-side.step.ts';
import { findAppeal } from './appeal.store.ts';
import { type AppealLine, appealOut } from './appeal-out.ts';

// Errors: appeal.unknown.
export const showAppeal = (ctx: Ctx, id: number): Promise<ShownCase<AppealLine>> =>
  look(ctx, 'appeal.show', async (tx) => {
    const appeal = await findAppeal(tx, id);
    const history = await historyFor({ ctx, tx }, 'appeal', appeal);
    if (!appeal || !history) throw new Problem('appeal.unknown');
    return {
      value: { ...appealOut(appeal), ...history },
      audit: { subjectId: appeal.subjectId, appeal: id },
    };
  });
