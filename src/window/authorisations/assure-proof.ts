import { dayOf } from '../../kernel/day.ts';
import { type IdentifierType, isPersonIdentifier } from '../../kernel/identifiers.ts';
import { Problem } from '../../kernel/problems.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import type { Ctx } from '../../platform/door/deps.ts';

type Asked = { purpose: string; identityProof?: object | undefined; subject: { type: IdentifierType } };

/** demand: the setting `own-request.proof`. */
export const mustProve = (by: string, demand: number): boolean => by.startsWith('staff:') || demand === 1;

/**
 * A person's own report tells who asked about them: it goes to nobody who has not shown to be that person. A
 * clerk always says how; a machine's office has its own door, and says it where the setting asks.
 * Basis: 个人信息保护法第四十五条、第五十条
 */
export const assureProof = async (
  ctx: Ctx,
  { subject: { type }, purpose, identityProof }: Asked,
): Promise<void> => {
  if (purpose !== 'own-request' || identityProof !== undefined || !isPersonIdentifier(type)) return;
  const setting = await settingsOn(ctx.db, dayOf(ctx.clock.now()));
  if (!mustProve(ctx.actor.by, setting('own-request.proof'))) return;
  const message = '请选择怎样核验了本人身份';
  throw new Problem('identity.proof-required', {
    errors: [{ pointer: '/identityProof', code: 'field.required', message }],
  });
};
