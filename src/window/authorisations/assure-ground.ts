import { dayOf } from '../../kernel/day.ts';
import { type IdentifierType, isPersonIdentifier } from '../../kernel/identifiers.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { Purpose } from '../../registry/subjects/subject.schema.ts';
import type { Lookups } from '../../registry/subjects/subject-lookup.ts';
import { authorisationState, hasLegalGround } from './authorisation.rules.ts';
import { findAuthorisation } from './authorisation.store.ts';

type Asked = { subject: { type: IdentifierType }; purpose: Purpose; authorisation?: string | undefined };

const required = () =>
  new Problem('authorisation.required', {
    errors: [{ pointer: '/authorisation', code: 'field.required', message: '请填写本人授权的编号' }],
  });

// Nobody looks into a person's file but by law, or by that person's leave to this office for this purpose. Whether another
// office holds one is nobody's business: it is answered like none.
// Basis: 个人信息保护法第十三条、第十四条、第二十三条
export const assureGround = async (ctx: Ctx, asked: Asked, lookups: Lookups): Promise<void> => {
  const { subject, purpose, authorisation } = asked;
  if (!isPersonIdentifier(subject.type)) return;
  if (authorisation === undefined && hasLegalGround(purpose)) return;
  if (authorisation === undefined) throw required();
  const found = await findAuthorisation(ctx.db, { id: authorisation, agencyId: ctx.actor.agency?.id ?? 0 });
  const isTheirs = found?.purpose === purpose && lookups.includes(found.lookup);
  if (!isTheirs) throw new Problem('authorisation.other');
  if (authorisationState(found, dayOf(ctx.clock.now())) !== 'valid') throw new Problem('authorisation.ended');
};
