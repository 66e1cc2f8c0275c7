import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { ComplaintShown } from './complaint.schema.ts';
import { ownComplaint, shownComplaint } from './own-complaint.step.ts';

// Errors: complaint.unknown.
export const showComplaint = (ctx: Ctx, no: string): Promise<ComplaintShown> =>
  look(ctx, 'complaint.show', async (tx) => {
    const at = { ctx, tx };
    const value = await shownComplaint(at, await ownComplaint(at, 'complaint.show', no));
    return { value, audit: { no, read: value.said !== null } };
  });
