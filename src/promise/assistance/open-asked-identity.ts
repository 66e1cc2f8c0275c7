import { Problem } from '../../kernel/problems.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { spendLookIn } from '../../platform/door/spend-looks.ts';
import { identityPurpose } from './assistance.rules.ts';
import type { WhoIn } from './assistance.schema.ts';
import { officeSideOf, ownAssistance } from './own-assistance.step.ts';

// The whole name and number, for the office that has to answer and as long as it has to; the line names
// purpose and case.
// Basis: 个人信息保护法第六条、第三十四条: only what the duty needs
export const openAskedIdentity = (ctx: Ctx, { no, purpose, caseNo }: WhoIn & { no: string }) =>
  look(ctx, 'assistance.identity', async (tx) => {
    await spendLookIn(tx, ctx, purpose);
    const row = await ownAssistance({ ctx, tx }, 'assistance.identity', no);
    if (officeSideOf(ctx.actor, row) !== 'asked') throw new Problem('assistance.other-side');
    if (row.state !== 'asked') throw new Problem('assistance.wrong-stage');
    const code = await ctx.vault.openText(row.sealed, identityPurpose(no));
    return {
      value: { id: no, name: row.name, type: row.identifierType, code },
      audit: { no, purpose, caseNo },
    };
  });
