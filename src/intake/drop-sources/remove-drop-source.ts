import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { deleteSource, findSource } from './drop-source.store.ts';

// Batches that were taken from it remain; files that lie there are left as they lie.
export const removeDropSource = (ctx: Ctx, id: string): Promise<void> =>
  act(ctx, 'source.remove', async (tx) => {
    const source = await findSource(tx, id);
    if (!source) throw new Problem('source.unknown');
    await deleteSource(tx, id);
    const { agency, catalog, kind, location } = source;
    return { value: undefined, audit: { source: id, agency, catalog, kind, location }, events: [] };
  });
