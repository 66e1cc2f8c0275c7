import { act } from '../../platform/door/act.ts';
import { operatorActor } from '../../platform/door/actor.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { ComplaintIn, FiledComplaint } from './complaint.schema.ts';
import { keepComplaint } from './keep-complaint.step.ts';

// Anybody, unasked for a name: no line of the trail tells who, or from where.
export const fileComplaint = (ctx: Ctx, input: ComplaintIn): Promise<FiledComplaint> => {
  const complainant = { ...ctx, actor: operatorActor('complainant') };
  return act(complainant, 'complaint.file', async (tx) => {
    const value = await keepComplaint({ ctx: complainant, tx }, input, 'web');
    return { value, audit: { no: value.no, kind: input.kind }, events: [] };
  });
};
