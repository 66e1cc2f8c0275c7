import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { deleteSource, findSource } from './drop-source.store.ts';

// Its batches remain, and the files in the folder or bucket are left alone.
export const removeDropSource = (ctx: Ctx, id: string): Promise<void> =>
  act(ctx, 'source.remove', async (tx) => {
    const source = await findSource(tx, id);
    if (!source) throw new Problem('source.unknown');
    await deleteSource(tx, id);
    const { agency, catalog, kind, location } = source;
    return { value: undefined, audit: { source: id, agency, catalog, kind, location }, events: [] };
  });
