import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { ownFeed } from '../rows/own-feed.ts';
import { findMapping } from './column-mapping.store.ts';
import type { MappingRow } from './column-mapping.table.ts';

// Gives the mapping in use; none where there never was one, or it was removed.
export const showMapping = async (ctx: Ctx, code: string): Promise<MappingRow | undefined> => {
  permit(ctx, 'mapping.read');
  const { catalog, agency } = ownFeed(ctx.actor, code);
  const found = await findMapping(ctx.db, { agencyId: agency.id, catalog: catalog.code });
  return found?.columns ? found : undefined;
};
