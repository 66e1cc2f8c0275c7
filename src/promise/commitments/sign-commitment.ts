import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { CommitmentShown } from './commitment.schema.ts';
import { type CommitmentRow, findCommitment } from './commitment.store.ts';
import { shownCommitment } from './shown-commitment.step.ts';
import { type PromiseSigning, takeSignature } from './take-signature.step.ts';

// Signed on paper, the scan is kept sealed; signed electronically, the signature must be that of the very text.
// Errors: commitment.unknown, commitment.wrong-stage, commitment.other-day, commitment.scan-…,
// commitment.signature.
export const signCommitment = (ctx: Ctx, no: string, input: PromiseSigning): Promise<CommitmentShown> =>
  act(ctx, 'commitment.sign', async (tx) => {
    await takeSignature({ ctx, tx }, no, input);
    const signed = (await findCommitment(tx, no)) as CommitmentRow;
    const value = await shownCommitment({ ctx, tx }, signed);
    return { value, audit: { no, way: input.way }, events: [] };
  });
