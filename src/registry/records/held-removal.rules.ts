import type { Day } from '../../kernel/day.ts';
import type { RemovalDoubt } from '../../law/rulebook/removal.rules.ts';
import { WITHDRAWN } from '../../law/rulebook/removal-grounds.ts';
import type { RecordStep } from './record.rules.ts';

type End = 'expired' | 'repaired' | 'revoked';

/**
 * A removal that waits for the registrar: the record and its listing stand on as they are, and checks give
 * review. door: a row, the desk, or a source that left the row out or took it back. print: the row's own, so
 * that the same one is known again. end: the state that the removal would give. correctedOn: where the wait
 * runs from it.
 */
export type HeldRemoval = RemovalDoubt & {
  door: 'row' | 'desk' | 'source';
  print: string | null;
  ground: string;
  words: string;
  on: Day;
  documentNo: string | null;
  end: End;
  correctedOn?: Day | null;
};

/** The end that a removal gives; one that waited before a source's withdrawal was a removal says revoked. */
export const endOfHeld = ({ ground, end }: Pick<HeldRemoval, 'ground' | 'end'>): End =>
  ground === WITHDRAWN ? 'repaired' : end;

/** The record takes the same end as its listing; the one that its source takes back may be fed anew. */
export const stepOfHeld = ({ ground, end }: Pick<HeldRemoval, 'ground' | 'end'>): RecordStep =>
  ground === WITHDRAWN ? 'withdraw' : recordStepOf[end];

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

/** A row that left, or was taken back, and comes again. */
export const isBackAgain = ({ heldBy }: Pick<Held, 'heldBy'>): boolean => heldBy === 'source';

type HeldRecord = { id: number; subjectId: number; heldRemoval: HeldRemoval | null };

/** The audit line of its confirmation or refusal. */
export const aboutHeld = ({ id, subjectId, heldRemoval }: HeldRecord, documentNo: string | null = null) => ({
  record: id,
  subjectId,
  holdCode: heldRemoval?.code ?? null,
  removal: heldRemoval?.ground ?? null,
  documentNo: documentNo ?? heldRemoval?.documentNo ?? null,
});

/** How the end of a row by its source is known again, where it was refused. */
export const BY_SOURCE = 'source' as const;
