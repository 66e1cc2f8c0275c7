import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { ComplaintIn, FiledComplaint } from './complaint.schema.ts';
import { keepComplaint } from './keep-complaint.step.ts';

// The hotline's clerk, or the hotline's own system: it tells the caller number and code, and reads the
// complaint no more.
export const enterComplaint = (ctx: Ctx, input: ComplaintIn): Promise<FiledComplaint> =>
  act(ctx, 'complaint.enter', async (tx) => {
    const way = ctx.actor.by.startsWith('staff:') ? 'hotline' : 'api';
    const value = await keepComplaint({ ctx, tx }, input, way);
    return { value, audit: { no: value.no, kind: input.kind }, events: [] };
  });
