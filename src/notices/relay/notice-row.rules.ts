import { noticeBody, type Rendering } from './notice-body.rules.ts';
import type { NumberedMatch } from './relay-plan.rules.ts';

// A notice as it is stored: rendered once, so that every retry and the feed give identical bytes. A body with
// a person's full number is sealed.
export type RenderedNotice = {
  id: string;
  subscriptionId: string;
  seq: number;
  epoch: number;
  eventId: number | null;
  subjectId: number;
  subjectSeq: number;
  listingId: number | null;
  type: string;
  isInitial: boolean;
  body: string;
  isSecret: boolean;
  measures: readonly string[];
  suspends: boolean;
  deliveryId: string | null;
};

type Placing = Pick<Rendering, 'isInitial' | 'supersedes' | 'identity' | 'source' | 'flags' | 'settings'> & {
  deliveryId: string | null;
};

export const renderNotice = (match: NumberedMatch, placing: Placing): RenderedNotice => {
  const { id, seq, event, required, stillAsked, subscriber, isStay = false } = match;
  const { epoch } = subscriber;
  return {
    id,
    subscriptionId: subscriber.id,
    seq,
    epoch,
    eventId: event.id,
    subjectId: event.subjectId,
    subjectSeq: event.subjectSeq,
    listingId: event.payload.listingId,
    type: event.topic,
    isInitial: placing.isInitial,
    body: noticeBody({ ...placing, event, noticeId: id, seq, epoch, required, stillAsked, isStay }),
    isSecret: placing.identity !== null,
    measures: isStay ? [] : required.measures.map(({ code }) => code),
    suspends: isStay,
    deliveryId: placing.deliveryId,
  };
};
