import type { ListingPayload } from '../../registry/listings/listing-event.rules.ts';
import { isLift, listingOf } from '../relay/notice-body.rules.ts';
import type { SentNotice } from './notice-sheet.rules.ts';
import { faultWords } from './notice-words.rules.ts';

type Kept = {
  id: string;
  seq: number;
  epoch: number;
  type: string;
  subjectId: number;
  listingId: number | null;
};

// The place of a notice whose body does not open, for a machine. No notice is the zeroth of its subject: who
// follows rule 4 of docs/receivers.md passes over it without counting it, and finds no gap.
export const unreadableEntry = ({ id, seq, epoch, type, subjectId, listingId }: Kept) => ({
  specversion: '1.0',
  id,
  type,
  subject: `subjects/${subjectId}`,
  epoch,
  data: { noticeId: id, seq, subjectSeq: 0, listingId, unreadable: true },
});

type Sent = Pick<Kept, 'id' | 'seq' | 'type'> & {
  subjectSeq: number;
  isInitial: boolean;
  createdAt: string;
  payload: ListingPayload;
};

/** The same for a clerk's sheet: the listing as it was known, and in place of the measures a word whom to ask. */
export const unreadableNotice = ({ id, seq, type, subjectSeq, isInitial, createdAt, payload }: Sent) =>
  ({
    id,
    type,
    time: createdAt,
    data: {
      seq,
      subjectSeq,
      initial: isInitial,
      subject: {
        kind: payload.subjectKind,
        name: payload.subjectName,
        code: payload.uscc ?? payload.maskedCode ?? null,
      },
      ...listingOf(payload),
      measures: [{ title: faultWords.unreadable ?? '' }],
      needsReceipt: isLift(type),
      supersedes: [],
    },
  }) satisfies SentNotice;
