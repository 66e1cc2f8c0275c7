import { findAgency, isAnsweredBy } from '../../access/agencies/agency.store.ts';
import { reachesAll } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { Source } from './reconciliation.store.ts';
import { fedCatalogs } from './source.store.ts';

export type Named = { catalog: string; agency?: string | undefined };
type Place = { ctx: Ctx; tx: Db };

// Another agency looks as unknown as one that never was; its successor and the registrar may ask for it.
const askedAgency = async ({ ctx, tx }: Place, code: string | undefined, today: string) => {
  const own = ctx.actor.agency;
  if (code === undefined || code === own?.code) return own;
  const found = await findAgency(tx, code);
  if (!found) return null;
  const isTheirs = own !== null && (await isAnsweredBy(tx, { agencyId: own.id, today }, found.id));
  return isTheirs || reachesAll(ctx.actor, 'reconciliation.show') ? found : null;
};

export const findFedSource = async (
  place: Place,
  { catalog, agency: code }: Named,
): Promise<Source & { agency: string; agencyName: string }> => {
  const today = dayOf(place.ctx.clock.now());
  if (!findCatalog(catalog)) throw new Problem('catalog.unknown');
  const agency = await askedAgency(place, code, today);
  if (!agency) throw new Problem('agency.unknown');
  const heir = { agencyId: agency.id, today };
  if (!(await fedCatalogs(place.tx, heir)).includes(catalog)) throw new Problem('feed.unknown');
  return { ...heir, catalog, agency: agency.code, agencyName: agency.name };
};
