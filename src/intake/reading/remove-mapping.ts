import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { ownFeed } from '../rows/own-feed.ts';
import { addMapping, findMapping, lockMapping, nextMappingVersion } from './column-mapping.store.ts';

// A version without columns: the versions that earlier batches were read with stay on file.
export const removeMapping = (ctx: Ctx, code: string): Promise<void> =>
  act(ctx, 'mapping.remove', async (tx) => {
    const { catalog, agency } = ownFeed(ctx.actor, code);
    const feed = { agencyId: agency.id, catalog: catalog.code };
    await lockMapping(tx, feed);
    const last = await findMapping(tx, feed);
    if (!last?.columns) throw new Problem('mapping.unknown');
    const version = await nextMappingVersion(tx, last);
    const savedAt = ctx.clock.now().toISOString();
    await addMapping(tx, feed, { version, columns: null, savedBy: ctx.actor.by, savedAt });
    return { value: undefined, audit: { catalog: code, version }, events: [] };
  });
