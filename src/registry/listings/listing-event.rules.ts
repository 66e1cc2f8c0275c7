import { isPersonIdentifier, maskCode } from '../../kernel/identifiers.ts';
import { shownName } from '../../kernel/names.ts';
import type { Topic } from '../../platform/door/outbox.ts';
import type { SubjectIdentity } from '../subjects/subject.table.ts';
import type { ListingState } from './listing.rules.ts';
import type { NewListing } from './listing.table.ts';
import type { ListingChange } from './listing-move.rules.ts';

// The state of one listing as an event carries it, without any person's number. `basis` is missing where no
// catalogue names one; of `uscc`, `otherCode` and `maskedCode` one is there; events of former releases have
// every code of an organisation as `uscc`.
export type ListingPayload = {
  listingId: number;
  list: string;
  kind: 'severe' | 'honour';
  state: ListingState;
  subjectKind: string;
  subjectName: string;
  uscc?: string;
  otherCode?: string;
  otherCodeType?: string;
  maskedCode?: string;
  authority: string;
  documentNo: string | null;
  reason: string | null;
  endGround: string | null;
  basis?: string;
  listedOn: string;
  dueOn: string | null;
  measuresUntil: string | null;
  measuresEndedOn: string | null;
  endedOn: string | null;
  region: string;
};
export type NewListingEvent = { subjectId: number; topic: Topic; payload: ListingPayload };
// The event as the outbox holds it: numbered over all, and within its subject.
export type ListingEvent = NewListingEvent & {
  id: number;
  subjectSeq: number;
  at: string;
  // Told again after a restoration.
  isInitial?: boolean;
};

type EventListing = Omit<NewListing, 'subjectId' | 'originId' | 'agencyId' | 'recordId'> & {
  id: number;
  measuresEndedOn?: string | null;
};

const topics = {
  severe: {
    created: 'credit.listing.created',
    changed: 'credit.listing.changed',
    removed: 'credit.listing.removed',
  },
  honour: {
    created: 'credit.honour.created',
    changed: 'credit.honour.created',
    removed: 'credit.honour.removed',
  },
} as const satisfies Record<string, Record<ListingChange, Topic>>;

// An organisation that is known by an old code alone has no credit code, and none is made of it. A person is
// named by mask only; who needs the number asks for it one by one, with a purpose.
// Basis: 个人信息保护法第六条（最小必要）
export const shownSubject = ({ kind, name, type, code }: SubjectIdentity) => ({
  subjectKind: kind,
  subjectName: shownName(kind, name),
  ...(isPersonIdentifier(type)
    ? { maskedCode: maskCode(type, code) }
    : type === 'uscc'
      ? { uscc: code }
      : { otherCode: code, otherCodeType: type }),
});

export const toldCode = (payload: Pick<ListingPayload, 'uscc' | 'otherCode' | 'maskedCode'>): string | null =>
  payload.uscc ?? payload.otherCode ?? payload.maskedCode ?? null;

export const erasedWords = { documentNo: null, reason: null, endGround: null } as const;

// A revoked listing is as if it had never been: who keeps a copy learns only which one to erase.
// Basis: 国办发〔2020〕49号第（八）项
export const wordsOf = (listing: Pick<EventListing, 'state' | 'documentNo' | 'reason' | 'endGround'>) =>
  listing.state === 'revoked'
    ? erasedWords
    : { documentNo: listing.documentNo, reason: listing.reason, endGround: listing.endGround };

// The full current state, so that a receiver who missed one event is right again with the next.
export const listingEvent = (
  change: ListingChange,
  listing: EventListing,
  about: { subject: SubjectIdentity; basis?: string },
): NewListingEvent => ({
  subjectId: about.subject.id,
  topic: topics[listing.kind][change],
  payload: {
    listingId: listing.id,
    list: listing.list,
    kind: listing.kind,
    state: listing.state,
    ...shownSubject(about.subject),
    authority: listing.authorityName,
    ...wordsOf(listing),
    ...(about.basis ? { basis: about.basis } : {}),
    listedOn: listing.listedOn,
    dueOn: listing.dueOn,
    measuresUntil: listing.measuresUntil,
    measuresEndedOn: listing.measuresEndedOn ?? null,
    endedOn: listing.endedOn,
    region: about.subject.region,
  },
});
