import { answersFor } from '../../access/agencies/answers-for.step.ts';
import { reachesAll } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { Permission } from '../../platform/door/permissions.ts';
import { isPastRetention } from '../../registry/records/record-view.store.ts';
import { type CaseKind, listCaseSteps } from './case.store.ts';
import type { CaseBase } from './case-rows.ts';

type At = { ctx: Ctx; tx: Db };

// The side of a case on which the asking agency is.
export const sideOf = async (
  { ctx, tx }: At,
  found: { agencyId: number; authorityId: number },
  action: Permission,
) => {
  const isAuthority = await answersFor({ ctx, tx }, found.authorityId);
  const isOurs = await answersFor({ ctx, tx }, found.agencyId);
  const enters = reachesAll(ctx.actor, action);
  return { isAuthority, isOurs, isRegistrar: enters, isStranger: !(isAuthority || isOurs || enters) };
};

// Gives nothing for another agency's case, nor for a case about a record past its retention: the caller
// answers "unknown", as for a case that does not exist.
export const historyFor = async ({ ctx, tx }: At, kind: CaseKind, found: CaseBase | undefined) => {
  if (!found) return undefined;
  const { isOurs, isAuthority, isStranger } = await sideOf({ ctx, tx }, found, `${kind}.show`);
  if (isStranger || (await isPastRetention(tx, found.recordId, dayOf(ctx.clock.now())))) return undefined;
  return { steps: await listCaseSteps(tx, kind, found.id), isOurs, isAuthority };
};
