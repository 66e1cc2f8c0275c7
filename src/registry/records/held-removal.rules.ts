import type { Day } from '../../kernel/day.ts';
import type { RemovalDoubt } from '../../law/rulebook/removal.rules.ts';
import type { RecordStep } from './record.rules.ts';

type End = 'expired' | 'repaired' | 'revoked';

/**
 * A removal that waits for the registrar: the record and its listing stand on as they are, and checks give review. door:
 * a row, the desk, or a source that left the row out or took it back. print: the row's own, so that the same one is known
 * again. end: the state that the removal would give.
 */
export type HeldRemoval = RemovalDoubt & {
  door: 'row' | 'desk' | 'source';
  print: string | null;
  ground: string;
  words: string;
  on: Day;
  documentNo: string | null;
  end: End;
};

// The record takes the same end as its listing.
export const recordStepOf: Readonly<Record<End, RecordStep>> = {
  expired: 'end-publicity',
  repaired: 'repair',
  revoked: 'withdraw',
};

type Held = { heldBy: HeldRemoval['door'] | null; heldPrint: string | null; refusedRemoval: string | null };

/** The same row again, which waits or was refused. */
export const isSameRemoval = (record: Held | undefined, contentHash: string): boolean =>
  record !== undefined && (record.heldPrint === contentHash || record.refusedRemoval === contentHash);

/** A source that says the decision again without its removal takes the removal back; the desk's own it cannot. */
export const takesBack = ({ heldBy }: Held, isEnded: boolean): boolean =>
  !isEnded && (heldBy === 'row' || heldBy === 'source');
