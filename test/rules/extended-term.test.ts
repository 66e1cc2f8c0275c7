import { expect, test } from 'vitest';
import { underExtension } from '../../src/intake/rows/extended-term.rules.ts';
import { type Day, day } from '../../src/kernel/day.ts';

// A listing's changes, the newest last; each ended what its listing said before.
const change = (isExtension: boolean, from: string | null, to: string | null) => {
  const term = (end: string | null) => ({ dueOn: end as Day | null, measuresUntil: end as Day | null });
  return { isExtension, from: term(from), to: term(to) };
};
const extended = (from: string, to: string) => change(true, from, to);
const corrected = (from: string, to: string) => change(false, from, to);

const endAfter = (said: string | null, changes: ReturnType<typeof change>[]) => {
  const end = said === null ? null : day(said);
  const row = {
    warnings: [],
    draft: {
      decidedOn: day('2026-03-02'),
      subject: { kind: 'enterprise' },
      publishedUntil: end,
      ended: null,
      listing: {
        ...{ kind: 'severe', listedOn: day('2026-03-02'), dueOn: end, reason: '', ended: null },
        ...(end && { measuresUntil: end }),
      },
    },
  } as unknown as Parameters<typeof underExtension>[0];
  const listing = changes.at(-1)?.to ?? { dueOn: end, measuresUntil: end };
  const after = underExtension(row, { listing, changes: changes.toReversed() }, { setting: () => 60 });
  return [
    after.draft.listing?.dueOn,
    after.draft.publishedUntil,
    after.draft.listing?.measuresUntil ?? null,
    after.warnings.map(({ code }) => code),
  ];
};
const [a, b, c] = ['2028-03-02', '2029-03-02', '2030-03-02'];
const stands = (end: string) => [end, end, end, ['listing.term-kept']];
const followed = (end: string) => [end, end, end, []];

test.each([
  ['the end of before does not undo an extension', a, [extended(a, b)], stands(b)],
  ['nor the first of two', a, [extended(a, b), extended(b, c)], stands(c)],
  ['nor the one between', b, [extended(a, b), extended(b, c)], stands(c)],
  ['another end is followed', c, [extended(a, b)], followed(c)],
  ['an end that a row set since is corrected like others', a, [extended(a, b), corrected(b, c)], followed(a)],
  ['an extension of a corrected end stands', b, [corrected(a, b), extended(b, c)], stands(c)],
  ['and the end before the correction is another', a, [corrected(a, b), extended(b, c)], followed(a)],
  ['a row without an end of its own says nothing of it', null, [extended(a, b)], stands(b)],
  ['a listing that was never changed has what its row says', a, [], followed(a)],
])('%s', (_, said, changes, expected) => expect(endAfter(said, changes)).toEqual(expected));
