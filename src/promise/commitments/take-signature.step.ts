import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { must } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { ElectronicIn } from './commitment.schema.ts';
import {
  type CommitmentRow,
  closeLink,
  insertSignature,
  moveCommitmentTo,
  type SignatureRow,
} from './commitment.store.ts';
import { algorithmOf, isPromiseSigned, readSigned } from './electronic-signature.ts';
import { heldCommitment, movedBy } from './own-commitment.step.ts';
import { readScan } from './scan.rules.ts';

type At = { ctx: Ctx; tx: Db };
export type PromiseSigning = { way: 'by-hand'; scan: Uint8Array } | ({ way: 'electronic' } & ElectronicIn);

/** The step that the window and the applicant's phone share. */
export const takeSignature = async (at: At, no: string, input: PromiseSigning): Promise<void> => {
  const { ctx, tx } = at;
  const { row, state } = await heldCommitment(at, 'commitment.sign', { no, event: 'sign' });
  if (dayOf(ctx.clock.now()) !== row.madeOn) throw new Problem('commitment.other-day');
  const signed =
    input.way === 'by-hand' ? await scanned(ctx, no, input.scan) : await electronic(ctx, row, input);
  await insertSignature(tx, {
    commitmentNo: no,
    way: input.way,
    ...signed,
    at: ctx.clock.now().toISOString(),
    by: ctx.actor.by,
  });
  await moveCommitmentTo(tx, no, movedBy(ctx, state));
  await closeLink(tx, no);
};

const scanned = async ({ vault }: Ctx, no: string, scan: Uint8Array): Promise<Partial<SignatureRow>> => {
  const { mediaType, bytes } = must(readScan(scan));
  return { mediaType, sealedScan: await vault.seal(bytes, `commitment-scan:${no}`) };
};

const electronic = async (
  { vault }: Ctx,
  { statement }: CommitmentRow,
  { algorithm, publicKey, signature }: ElectronicIn,
): Promise<Partial<SignatureRow>> => {
  const read = readSigned({ algorithm, publicKey, signature });
  const isOurs = algorithm === algorithmOf(vault.ring.crypto.suite);
  if (!isOurs || !read || statement === null || !(await isPromiseSigned(statement, read)))
    throw new Problem('commitment.signature');
  return { algorithm, publicKey, signature };
};
