import { findAgency } from '../../access/agencies/agency.store.ts';
import { reachesAll } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Catalog } from '../../law/catalogs/catalog.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';

type Authority = { id: number; name: string; region: string };

// The authority that means to list: the agency that feeds the list, in its own name; the registrar only
// enters what it has served.
// Basis: 国办发〔2020〕49号（认定单位依法认定，平台不作认定）
export const determiningAuthority = async (
  { ctx, tx }: { ctx: Ctx; tx: Db },
  { list, agency: code }: { list: string; agency?: string | undefined },
): Promise<{ catalog: Catalog; authority: Authority }> => {
  const catalog = findCatalog(list);
  if (!catalog) throw new Problem('catalog.unknown');
  if (catalog.opens !== 'severe') throw new Problem('listing.not-severe');
  const { agency: own } = ctx.actor;
  if (own && (code ?? own.code) === own.code && own.catalogs.includes(list))
    return { catalog, authority: own };
  if (!reachesAll(ctx.actor, 'listing.notify'))
    throw new Problem(
      code === undefined || code === own?.code ? 'catalog.not-yours' : 'listing.not-authority',
    );
  if (code === undefined) throw unnamed();
  const authority = await findAgency(tx, code);
  if (!authority?.catalogs.includes(list)) throw new Problem('feed.unknown');
  return { catalog, authority };
};

const unnamed = () =>
  new Problem('request.invalid', {
    errors: [
      { pointer: '/agency', code: 'required', message: '登记机构代录的，请填写 agency（认定单位代码）。' },
    ],
  });
