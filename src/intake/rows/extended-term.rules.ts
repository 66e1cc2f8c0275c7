import type { Day } from '../../kernel/day.ts';
import type { Fault } from '../../kernel/problems.ts';
import type { ListingDraft, RowContext } from '../../law/catalogs/catalog.ts';
import { retainedUntil } from '../../law/catalogs/retention.rules.ts';
import type { TermChange } from '../../registry/listings/listing.table.ts';
import type { PreparedRow } from '../reading/prepared-row.rules.ts';

// An extension that the authority entered stands although its next row still gives the term of before. A row
// that names another end itself speaks of the term, and is followed.
type Term = TermChange['to'];
type Changes = readonly Pick<TermChange, 'isExtension' | 'from' | 'to'>[];

/** The ends in whose place an extension stands; none where a row has changed the end since. */
const replacedBy = (changes: Changes, field: keyof Term): (Day | null)[] => {
  const ofField = changes.filter(({ from, to }) => from[field] !== to[field]);
  const since = ofField.findIndex(({ isExtension }) => !isExtension);
  return (since < 0 ? ofField : ofField.slice(0, since)).map(({ from }) => from[field]);
};

/** changes: the newest first. A row without an end of its own has the term of the settings, and says nothing of it. */
const standingTerm = (draft: ListingDraft, listing: Term, changes: Changes): Term => {
  const said: Term = { dueOn: draft.dueOn, measuresUntil: draft.measuresUntil ?? null };
  const namesEnd = draft.kind === 'honour' || draft.measuresUntil !== undefined;
  const standing = (field: keyof Term) => {
    const replaced = replacedBy(changes, field);
    const isKept = namesEnd ? replaced.includes(said[field]) : replaced.length > 0;
    return isKept ? listing[field] : said[field];
  };
  return { dueOn: standing('dueOn'), measuresUntil: standing('measuresUntil') };
};

const termKept: Fault = {
  code: 'listing.term-kept',
  message:
    '本行所填的是延长以前的期限：已登记的延长决定继续有效，期限未改回；期限确有变动的，请在本行填写新的期限。',
};

// The record's publicity and retention follow the term, as they did when it was extended; not where the row
// itself ends the listing.
export const underExtension = (
  row: PreparedRow,
  { listing, changes }: { listing: Term; changes: Changes },
  context: Pick<RowContext, 'setting'>,
): PreparedRow => {
  const { listing: draft, decidedOn, subject, standing } = row.draft;
  if (!draft) return row;
  const { dueOn, measuresUntil } = standingTerm(draft, listing, changes);
  if (dueOn === draft.dueOn && measuresUntil === (draft.measuresUntil ?? null)) return row;
  const { measuresUntil: _, ...rest } = draft;
  const about = { end: dueOn, decidedOn, kind: subject.kind };
  const days = { publishedUntil: dueOn, retainedUntil: retainedUntil(about, 'retention.negative', context) };
  const isOther = dueOn !== draft.dueOn;
  return {
    ...row,
    warnings: [...row.warnings, termKept],
    draft: {
      ...row.draft,
      ...(isOther && draft.ended === null && days),
      ...(isOther && standing && { standing: days }),
      listing: { ...rest, dueOn, ...(measuresUntil && { measuresUntil }) },
    },
  };
};
