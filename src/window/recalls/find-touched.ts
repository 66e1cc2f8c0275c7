import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { addTouched, hasNewLines, lookBackFrom, readLines } from './touched.store.ts';

// One bite of the trail: notes which checks a change has touched since. True where more of the trail is left
// to read; what is touched is judged after it, or a change that goes on would bring the same checks back
// without end.
export const findTouched = async (ctx: Ctx): Promise<boolean> => {
  if (!(await hasNewLines(ctx.db))) return false;
  return act(ctx, 'check.recall', async (tx) => {
    const lines = await readLines(tx, ctx.clock.now().toISOString());
    const since = lines?.since ? lookBackFrom(lines.since) : null;
    const touched = since ? await addTouched(tx, { since, files: lines?.files ?? [] }) : 0;
    return { value: lines?.isBehind ?? false, audit: { touched }, events: [] };
  });
};
