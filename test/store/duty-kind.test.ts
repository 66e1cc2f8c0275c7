import { beforeAll, expect, test } from 'vitest';
import { dutyKind, dutyKindSql } from '../../src/notices/supervision/duty-kind.rules.ts';
import { openTestDb, type TestDb } from '../kit/database.ts';

// The law stands twice, as a rule and as SQL over the notices: both say the same of every history of a
// listing.
const kinds = [
  { isLift: false, isSuperseded: false, hasMeasures: true, suspends: false },
  { isLift: false, isSuperseded: false, hasMeasures: false, suspends: false },
  { isLift: false, isSuperseded: true, hasMeasures: true, suspends: false },
  { isLift: true, isSuperseded: false, hasMeasures: false, suspends: false },
  { isLift: true, isSuperseded: true, hasMeasures: true, suspends: false },
  { isLift: false, isSuperseded: false, hasMeasures: false, suspends: true },
] as const;
type Kind = (typeof kinds)[number];

const histories = (length: number): Kind[][] =>
  length === 0 ? [[]] : histories(length - 1).flatMap((history) => kinds.map((kind) => [...history, kind]));
const all = [1, 2, 3, 4].flatMap(histories);

let database: TestDb;
beforeAll(async () => {
  database = await openTestDb();
});

const subscription = '00000000-0000-4000-8000-000000000001';
const rowsOf = (history: readonly Kind[], listing: number) =>
  history.map(({ isLift, isSuperseded, hasMeasures, suspends }, place) => ({
    subscription_id: subscription,
    listing_id: listing,
    // Each number stands once in a subscription, whatever the listing.
    seq: (place + 1) * all.length + listing,
    type: isLift ? 'credit.listing.removed' : 'credit.listing.changed',
    superseded_by: isSuperseded ? subscription : null,
    measures: hasMeasures ? ['M'] : [],
    suspends,
    is_last: place === history.length - 1,
  }));

test('the rule and its SQL give the last notice of every history the same kind', async () => {
  const found = await database.statement(
    `with notices as (select * from jsonb_to_recordset($1::text::jsonb) x(subscription_id uuid,
      listing_id bigint,
       seq bigint, type text, superseded_by uuid, measures jsonb, suspends boolean, is_last boolean))
     select n.listing_id, ${dutyKindSql('n')} as kind from notices n where n.is_last order by n.listing_id`,
    [JSON.stringify(all.flatMap(rowsOf))],
  );
  const expected = all.map((history, listing) => {
    const notice = history.at(-1) ?? kinds[0];
    return { listing_id: listing, kind: dutyKind(notice, history.slice(0, -1)) };
  });
  expect(found).toEqual(expected);
  expect(new Set(expected.map(({ kind }) => kind)).size).toBe(3);
});
