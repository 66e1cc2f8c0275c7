import type { ListingFlag } from '../../registry/listings/listing.rules.ts';
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

const RESTING: ListingFlag = 'measures-suspended';

// Nothing is asked of a department while the measures rest.
// Basis: 国办发〔2025〕22号（重整期间可以暂停惩戒措施，待核）
export const renderNotice = (match: NumberedMatch, placing: Placing): RenderedNotice => {
  const { id, seq, event, stillAsked, subscriber } = match;
  const required = placing.flags.includes(RESTING) ? { ...match.required, measures: [] } : match.required;
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
