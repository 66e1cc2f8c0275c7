import { dayOf } from '../../kernel/day.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { AssistanceShown } from './assistance.schema.ts';
import { assistanceOut } from './assistance-out.ts';
import { ownAssistance } from './own-assistance.step.ts';

export const showAssistance = (ctx: Ctx, no: string): Promise<AssistanceShown> =>
  look(ctx, 'assistance.show', async (tx) => {
    const row = await ownAssistance({ ctx, tx }, 'assistance.show', no);
    return { value: assistanceOut(row, dayOf(ctx.clock.now())), audit: { no } };
  });
