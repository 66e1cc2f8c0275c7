import { Problem } from '../../kernel/problems.ts';
import {
  canonicalColumns,
  type MappedColumns,
  mappingFaults,
} from '../../law/catalogs/reading/column-mapping.rules.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { ownFeed } from '../rows/own-feed.ts';
import { addMapping, findMapping, lockMapping, nextMappingVersion } from './column-mapping.store.ts';
import type { MappingRow } from './column-mapping.table.ts';

const inOrder = (columns: MappedColumns) =>
  JSON.stringify(Object.entries(columns).sort(([a], [b]) => (a < b ? -1 : 1)));

// An equal mapping is not saved again, so that a repeated PUT makes no new version.
export const saveMapping = (ctx: Ctx, code: string, given: MappedColumns): Promise<MappingRow> =>
  act(ctx, 'mapping.save', async (tx) => {
    const { catalog, agency } = ownFeed(ctx.actor, code);
    const faults = mappingFaults(catalog, given);
    if (faults.length > 0) throw new Problem('mapping.invalid', { errors: faults });
    const feed = { agencyId: agency.id, catalog: catalog.code };
    const columns = { ...canonicalColumns(catalog, given) };
    await lockMapping(tx, feed);
    const last = await findMapping(tx, feed);
    const isSame = last?.columns && inOrder(last.columns) === inOrder(columns);
    const mapping = isSame
      ? last
      : {
          version: await nextMappingVersion(tx, last),
          columns,
          savedBy: ctx.actor.by,
          savedAt: ctx.clock.now().toISOString(),
        };
    if (!isSame) await addMapping(tx, feed, mapping);
    return { value: mapping, audit: { catalog: code, version: mapping.version, columns }, events: [] };
  });
