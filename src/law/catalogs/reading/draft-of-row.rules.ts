import { type Day, day } from '../../../kernel/day.ts';
import type { CatalogDraft, RowContext, SubjectDraft, Values } from '../catalog.ts';
import { listingEnd } from '../lists/listing-end.rules.ts';
import { retainedUntil } from '../retention.rules.ts';

// The draft of a record that opens no list. keptFrom: the day on which its effect ends; null while it lasts.
export const recordDraft = (
  values: Values,
  context: RowContext,
  about: {
    subject: SubjectDraft;
    decidedOn: Day;
    documentNo: string | undefined;
    publishedUntil: Day | null;
    keptFrom: Day | null;
    retentionSetting: string;
    ended?: CatalogDraft['ended'];
  },
): CatalogDraft => ({
  subject: about.subject,
  documentNo: about.documentNo ?? null,
  authorityName: values.authorityName ?? '',
  authorityUscc: values.authorityUscc ?? null,
  decidedOn: about.decidedOn,
  class: null,
  publishedUntil: about.publishedUntil,
  retainedUntil: retainedUntil(
    { end: about.keptFrom, decidedOn: about.decidedOn, kind: about.subject.kind },
    about.retentionSetting,
    context,
  ),
  listing: null,
  ended: about.ended ?? null,
});

// A decision that puts its subject on a list of severe discreditors; dueOn is null where the list has no
// term.
export const severeDraft = (
  values: Values,
  context: RowContext,
  about: {
    subject: SubjectDraft;
    documentNo: string | undefined;
    listedOn: Day;
    dueOn: Day | null;
    measuresUntil?: Day | undefined;
    reason: string;
    removedOn: Day | undefined;
    removalReason: string | undefined;
    list: string;
  },
): CatalogDraft => {
  const { listedOn, dueOn, reason, removedOn } = about;
  const ended = listingEnd({
    on: removedOn,
    reason: about.removalReason,
    dueOn,
    list: about.list,
    removal: values.removalGround,
    correctedOn: values.correctedOn ? day(values.correctedOn) : undefined,
  });
  const until = (end: Day | null) =>
    recordDraft(values, context, {
      subject: about.subject,
      documentNo: about.documentNo,
      decidedOn: listedOn,
      publishedUntil: end,
      keptFrom: end,
      retentionSetting: 'retention.negative',
      ended: recordEndOf(ended),
    });
  return {
    ...until(removedOn ?? dueOn),
    ...(ended && { standing: standingOf(until(dueOn)) }),
    class: 'severe',
    listing: {
      kind: 'severe',
      listedOn,
      dueOn,
      ...(about.measuresUntil ? { measuresUntil: about.measuresUntil } : {}),
      reason,
      ended,
    },
  };
};

export const standingOf = ({ publishedUntil, retainedUntil }: CatalogDraft) => ({
  publishedUntil,
  retainedUntil,
});

// A record ends with its listing; after an expiry the publicity clock ends it.
const recordEndOf = (ended: ReturnType<typeof listingEnd>): CatalogDraft['ended'] => {
  if (ended === null || ended.state === 'expired') return null;
  return { ...ended, state: ended.state === 'revoked' ? 'withdrawn' : 'repaired' };
};

// The authority's own row ends a record: a decision set aside is withdrawn, a state mended is repaired.
export const recordEnd = (on: Day | undefined, reason: string | undefined): CatalogDraft['ended'] => {
  const end = listingEnd({ on, reason, dueOn: null });
  return end && { ...end, state: end.state === 'revoked' ? 'withdrawn' : 'repaired' };
};
