import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { toBase64Url } from '../../platform/keys/bytes.ts';
import { sha256Hex } from '../../platform/keys/hash.ts';
import { linkEnds } from './commitment.rules.ts';
import { openLink } from './commitment.store.ts';
import { heldCommitment } from './own-commitment.step.ts';

const CODE_BYTES = 16;

// A code that opens one promise on one phone; only its digest is kept, and a new one ends the last.
// Errors: commitment.unknown, commitment.wrong-stage.
export const inviteToSign = (ctx: Ctx, no: string): Promise<{ url: string; expiresAt: string }> =>
  act({ ...ctx, idempotency: undefined }, 'commitment.invite', async (tx) => {
    await heldCommitment({ ctx, tx }, 'commitment.invite', { no, event: 'sign' });
    const code = toBase64Url(ctx.randomBytes(CODE_BYTES));
    const expiresAt = linkEnds(ctx.clock.now()).toISOString();
    await openLink(tx, { codeHash: sha256Hex(code), commitmentNo: no, expiresAt });
    const url = `${ctx.config.publicUrl}/public/commitments/${no}?code=${code}`;
    return { value: { url, expiresAt }, audit: { no }, events: [] };
  });
