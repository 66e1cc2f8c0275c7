import { noticeBody, type Rendering } from './notice-body.rules.ts';
import type { NumberedMatch } from './relay-plan.rules.ts';

// A notice as it is stored: rendered once, so that every retry and the feed give identical bytes. A body with
// a person's full number is sealed.
export type NoticeRow = {
  id: string;
  subscription_id: string;
  seq: number;
  event_id: number;
  subject_id: number;
  subject_seq: number;
  listing_id: number;
  type: string;
  is_initial: boolean;
  body: string;
  isSecret: boolean;
  measures: readonly string[];
  delivery_id: string | null;
};

type Placing = Pick<Rendering, 'isInitial' | 'supersedes' | 'identity' | 'source' | 'flags'> & {
  deliveryId: string | null;
};

export const noticeRow = (match: NumberedMatch, placing: Placing): NoticeRow => {
  const { id, seq, event, required, stillAsked, subscriber } = match;
  return {
    id,
    subscription_id: subscriber.id,
    seq,
    event_id: event.id,
    subject_id: event.subjectId,
    subject_seq: event.subjectSeq,
    listing_id: event.payload.listingId,
    type: event.topic,
    is_initial: placing.isInitial,
    body: noticeBody({ ...placing, event, noticeId: id, seq, required, stillAsked }),
    isSecret: placing.identity !== null,
    measures: required.measures.map(({ code }) => code),
    delivery_id: placing.deliveryId,
  };
};
