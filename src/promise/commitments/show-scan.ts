import { Problem } from '../../kernel/problems.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findSignature } from './commitment.store.ts';
import { ownCommitment } from './own-commitment.step.ts';
import type { Scan } from './scan.rules.ts';

// Errors: commitment.unknown, commitment.no-scan.
export const showScan = (ctx: Ctx, no: string): Promise<Scan> =>
  look(ctx, 'commitment.show', async (tx) => {
    await ownCommitment({ ctx, tx }, 'commitment.show', no);
    const signature = await findSignature(tx, no);
    if (!signature?.sealedScan || !signature.mediaType) throw new Problem('commitment.no-scan');
    const bytes = await ctx.vault.open(signature.sealedScan, `commitment-scan:${no}`);
    return { value: { mediaType: signature.mediaType, bytes }, audit: { no, part: 'scan' } };
  });
