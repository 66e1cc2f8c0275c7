import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { type Answers, type Breaker, breakerAfter } from '../../src/notices/delivery/breaker.rules.ts';
import { noteHealth } from '../../src/notices/delivery/delivery.store.ts';
import { rows } from '../../src/platform/door/db.ts';
import { statementOver } from '../../src/platform/door/statement-over.ts';
import { openTestDb, type TestDb } from '../kit/database.ts';

// The breaker stands twice, as a rule and as the SQL that settles sends: both say the same of every
// combination.
const streaks = [0, 8, 9];
const trips = [0, 1, 6];
const openings = [null, '-1 second', '10 minutes'];
const tallies = [
  { from: null, attempts: 0, failures: 0 },
  { from: '-1 minute', attempts: 9, failures: 6 },
  { from: '-1 minute', attempts: 8, failures: 7 },
  { from: '-6 minutes', attempts: 9, failures: 9 },
];
const answers: readonly Answers[] = [
  { attempts: 1, failures: 0 },
  { attempts: 1, failures: 1 },
  { attempts: 2, failures: 1 },
  { attempts: 3, failures: 3 },
];

type Combination = {
  id: string;
  failStreak: number;
  trips: number;
  opening: string | null;
  tally: (typeof tallies)[number];
  answers: Answers;
};
const idOf = (place: number) => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;
const combinations: Combination[] = streaks
  .flatMap((failStreak) => trips.map((count) => ({ failStreak, trips: count })))
  .flatMap((one) => openings.map((opening) => ({ ...one, opening })))
  .flatMap((one) => tallies.map((tally) => ({ ...one, tally })))
  .flatMap((one) => answers.map((given) => ({ ...one, answers: given })))
  .map((one, place) => ({ ...one, id: idOf(place) }));

const breakerOf = ({ failStreak, trips: count, opening, tally }: Combination): Breaker => ({
  failStreak,
  trips: count,
  isOpen: opening === '10 minutes',
  tally: tally.from === '-1 minute' ? tally : null,
});

// As the rule says it, in the columns of the database: seconds from now.
const expectedOf = (one: Combination) => {
  const after = breakerAfter(breakerOf(one), one.answers);
  const openBefore = one.opening === null ? null : one.opening === '10 minutes' ? 600 : -1;
  const tallyFrom = after.tally === null ? null : one.tally.from === '-1 minute' ? -60 : 0;
  return {
    id: one.id,
    failStreak: after.failStreak,
    isFailing: after.isFailing,
    trips: after.trips,
    openFor:
      after.opens === 'unchanged' ? openBefore : after.opens === 'closed' ? null : after.opens.forSeconds,
    tallyFrom,
    tallyAttempts: after.tally?.attempts ?? 0,
    tallyFailures: after.tally?.failures ?? 0,
  };
};

let database: TestDb;
beforeEach(async () => {
  database = await openTestDb();
  await database.reset();
});

test('the rule and the settling statement agree on every breaker', async () => {
  const given = JSON.stringify(combinations.map(({ answers: _, tally, ...one }) => ({ ...one, ...tally })));
  // One transaction, in which now() stands still.
  const found = await database.db.transaction(async (tx) => {
    await tx.execute(sql`insert into agencies (id, code, name, uscc, valid_from,
      created_at) overriding system value
      values (1, 'FIN', '虚构市财政局', '11440300MB2EXMP01K', '2025-01-01', now())`);
    await tx.execute(sql`insert into subscriptions (id, agency_id, name, filter, schedule, state, created_at,
      fail_streak,
        breaker_trips, breaker_open_until, tally_from, tally_attempts, tally_failures)
      select id, 1, 'x', '{}', '{}', 'active', now(), "failStreak", trips, now() + opening, now() + "from",
        attempts, failures
      from jsonb_to_recordset(${given}::text::jsonb) x(id uuid, "failStreak" int, trips int, opening interval,
        "from" interval, attempts int, failures int)`);
    await noteHealth(
      statementOver(tx),
      combinations.map(({ id, answers: counted }) => ({ s: id, ...counted })),
    );
    return rows(
      tx,
      sql`select id::text as id, fail_streak as "failStreak", failing_since is not null as "isFailing",
        breaker_trips as trips,
        extract(epoch from breaker_open_until - now())::int as "openFor",
        extract(epoch from tally_from - now())::int as "tallyFrom",
        tally_attempts as "tallyAttempts", tally_failures as "tallyFailures"
      from subscriptions order by id`,
    );
  });
  expect(found).toEqual(combinations.map(expectedOf));
});
