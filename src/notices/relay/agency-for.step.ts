import { findAgency } from '../../access/agencies/agency.store.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';

// One's own agency, or the one that the registry's officer acts for.
export const agencyFor = async (ctx: Ctx, tx: Db, code: string | undefined) => {
  const own = ctx.actor.agency;
  if (own && (code === undefined || code === own.code)) return own;
  if (code !== undefined && !ctx.actor.may.has('subscription.act-for')) throw new Problem('access.denied');
  const agency = code === undefined ? undefined : await findAgency(tx, code);
  if (!agency) throw new Problem('agency.unknown');
  return agency;
};
