import { Problem } from '../../kernel/problems.ts';
import { operatorActor } from '../../platform/door/actor.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { sha256Hex } from '../../platform/keys/hash.ts';
import { findLink } from './commitment.store.ts';

export type PhoneCode = { no: string; code: string };

/** The holder of the code acts as the applicant, and for this one promise only. */
export const asApplicant = (ctx: Ctx, no: string): Ctx => ({
  ...ctx,
  idempotency: undefined,
  actor: operatorActor(`applicant:${no}`),
});

// Errors: commitment.link.
export const assureLink = async ({ ctx, tx }: { ctx: Ctx; tx: Db }, { no, code }: PhoneCode) => {
  const link = await findLink(tx, sha256Hex(code));
  const isOpen = link?.no === no && ctx.clock.now() < new Date(link.expiresAt);
  if (!isOpen) throw new Problem('commitment.link');
};
