import { permit } from '../../platform/door/act.ts';
import { actOnMany, type Settled } from '../../platform/door/act-together.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { CheckIn } from './check.schema.ts';
import type { CheckAnswer } from './check-answer.ts';
import { checkTogether, itemOf } from './check-group.ts';
import type { Item } from './decide-check.ts';

// Many at once, on connections that keep no single check waiting; an answer or its cause for each, in order.
// Every entry stands alone: a bad one spoils no other.
export const runChecks = async (
  ctx: Ctx,
  inputs: readonly CheckIn[],
): Promise<readonly Settled<CheckAnswer>[]> => {
  permit(ctx, 'check.batch');
  const read = inputs.map((input): Settled<Item> => {
    try {
      return { value: itemOf(ctx, input) };
    } catch (cause) {
      return { cause };
    }
  });
  const items = read.flatMap((one) => ('value' in one ? [one.value] : []));
  const answers = await actOnMany(ctx, checkTogether, { items, quota: 'check-batch' });
  let next = 0;
  return read.map((one) => ('value' in one ? (answers[next++] as Settled<CheckAnswer>) : one));
};
