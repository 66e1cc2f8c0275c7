import { noticeBody, type Rendering } from './notice-body.rules.ts';
import type { NumberedMatch } from './relay-plan.rules.ts';

// A notice as it is stored: rendered once, so that every retry and the feed give identical bytes. A body with
// a person's full number is sealed.
export type RenderedNotice = {
  id: string;
  subscriptionId: string;
  seq: number;
  eventId: number;
  subjectId: number;
  subjectSeq: number;
  listingId: number;
  type: string;
  isInitial: boolean;
  body: string;
  isSecret: boolean;
  measures: readonly string[];
  deliveryId: string | null;
};

type Placing = Pick<Rendering, 'isInitial' | 'supersedes' | 'identity' | 'source' | 'flags'> & {
  deliveryId: string | null;
};

export const renderNotice = (match: NumberedMatch, placing: Placing): RenderedNotice => {
  const { id, seq, event, required, stillAsked, subscriber } = match;
  return {
    id,
    subscriptionId: subscriber.id,
    seq,
    eventId: event.id,
    subjectId: event.subjectId,
    subjectSeq: event.subjectSeq,
    listingId: event.payload.listingId,
    type: event.topic,
    isInitial: placing.isInitial,
    body: noticeBody({ ...placing, event, noticeId: id, seq, required, stillAsked }),
    isSecret: placing.identity !== null,
    measures: required.measures.map(({ code }) => code),
    deliveryId: placing.deliveryId,
  };
};
