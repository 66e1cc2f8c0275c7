export const CHECKPOINT = 'audit.checkpoint';

// One subject for all: a receiver passes over a number not above the highest that it keeps.
const SUBJECT = 'audit/checkpoints';

type Signed = { no: number; at: string; note: string; marker: unknown };
type Telling = {
  noticeId: string;
  seq: number;
  epoch: number;
  source: string;
  supersedes: readonly string[];
};

// A receiver that was down for long finds the older ones in the feed; a body stays small.
export const NAMED_AT_MOST = 200;

/** The newest, and before it each lawful break that the department was not told of. */
export const unheard = <T extends Signed>(marked: readonly T[], newest: T, heardUpTo: number): T[] =>
  [...marked.filter(({ no }) => no < newest.no), newest].filter(({ no }) => no > heardUpTo);

// The note says all that a witness keeps; nobody's data stands in it.
export const checkpointBody = ({ no, at, note }: Signed, told: Telling): string =>
  JSON.stringify({
    specversion: '1.0',
    id: told.noticeId,
    source: told.source,
    type: CHECKPOINT,
    subject: SUBJECT,
    time: at,
    datacontenttype: 'application/json',
    epoch: told.epoch,
    data: {
      noticeId: told.noticeId,
      seq: told.seq,
      subjectSeq: no,
      initial: false,
      note,
      needsReceipt: false,
      supersedes: told.supersedes,
    },
  });
