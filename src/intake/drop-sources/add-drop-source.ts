import { findAgency } from '../../access/agencies/agency.store.ts';
import { Problem } from '../../kernel/problems.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { act, permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { checkedPlace } from './checked-place.ts';
import type { DropSourceIn } from './drop-source.schema.ts';
import { findSource, insertSource } from './drop-source.store.ts';
import type { DropSourceRow } from './drop-source.table.ts';

export const addDropSource = async (ctx: Ctx, given: DropSourceIn): Promise<DropSourceRow> => {
  permit(ctx, 'source.add');
  const location = await checkedPlace(ctx, given);
  return act(ctx, 'source.add', async (tx) => {
    const agency = await findAgency(tx, given.agency);
    if (!agency) throw new Problem('agency.unknown');
    if (!findCatalog(given.catalog)) throw new Problem('catalog.unknown');
    if (!agency.catalogs.includes(given.catalog))
      throw new Problem('catalog.not-yours', { detail: '该单位未获准报送此目录；请先为单位登记目录。' });
    const { catalog, mode, kind } = given;
    const id = ctx.newId();
    const [region, credentials] = given.kind === 's3' ? [given.region, given.credentials] : [null, undefined];
    const at = ctx.clock.now().toISOString();
    const source = { id, agencyId: agency.id, catalog, mode, kind, location, region, credentials };
    if (!(await insertSource(tx, ctx.vault, { ...source, createdBy: ctx.actor.by, createdAt: at })))
      throw new Problem('source.duplicate');
    const value = await findSource(tx, id);
    if (!value) throw new Problem('source.unknown');
    return { value, audit: { source: id, agency: agency.code, catalog, mode, kind, location }, events: [] };
  });
};
