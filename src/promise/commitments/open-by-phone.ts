import { Problem } from '../../kernel/problems.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { asApplicant, assureLink, type PhoneCode } from './applicant.step.ts';
import type { PhoneStatement } from './commitment.schema.ts';
import { findCommitment } from './commitment.store.ts';
import { algorithmOf } from './electronic-signature.ts';

// Errors: commitment.link.
export const openByPhone = (ctx: Ctx, shown: PhoneCode): Promise<PhoneStatement> =>
  look(asApplicant(ctx, shown.no), 'commitment.show', async (tx) => {
    await assureLink({ ctx, tx }, shown);
    const row = await findCommitment(tx, shown.no);
    if (!row?.statement) throw new Problem('commitment.link');
    const { no, statement } = row;
    const algorithm = algorithmOf(ctx.vault.ring.crypto.suite);
    return { value: { no, statement, algorithm }, audit: { no } };
  });
