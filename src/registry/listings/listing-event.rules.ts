import { type IdentifierType, isPersonIdentifier, maskCode } from '../../kernel/identifiers.ts';
import { maskPersonName } from '../../kernel/names.ts';
import type { ListingState } from './listing.rules.ts';

export type Told = 'created' | 'changed' | 'removed';
export type Identity = {
  id: number;
  kind: string;
  name: string;
  region: string;
  type: IdentifierType;
  code: string;
};
export type ToldListing = {
  id: number;
  list: string;
  kind: 'severe' | 'honour';
  state: ListingState;
  authorityName: string;
  documentNo: string | null;
  listedOn: string;
  dueOn: string | null;
  measuresUntil: string | null;
  measuresEndedOn?: string | null;
  endedOn: string | null;
  endGround: string | null;
  reason: string;
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
} as const;

// A person is named by mask only; who needs the number asks for it one by one, with a purpose.
// Basis: 个人信息保护法第六条（最小必要）
export const shownSubject = ({ kind, name, type, code }: Identity) => ({
  subjectKind: kind,
  subjectName: kind === 'person' ? maskPersonName(name, 'one') : name,
  ...(isPersonIdentifier(type) ? { maskedCode: maskCode(type, code) } : { uscc: code }),
});

export const erasedWords = { documentNo: null, reason: null, endGround: null } as const;

// A revoked listing is as if it had never been: who keeps a copy learns only which one to erase.
// Basis: 国办发〔2020〕49号第九条
export const wordsOf = (listing: Pick<ToldListing, 'state' | 'documentNo' | 'reason' | 'endGround'>) =>
  listing.state === 'revoked'
    ? erasedWords
    : { documentNo: listing.documentNo, reason: listing.reason, endGround: listing.endGround };

// The full current state, so that a receiver who missed one event is right again with the next.
export const listingEvent = (
  told: Told,
  listing: ToldListing,
  about: { subject: Identity; basis?: string },
) => ({
  subjectId: about.subject.id,
  topic: topics[listing.kind][told],
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
