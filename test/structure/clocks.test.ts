import { expect, test } from 'vitest';
import { readMigrations } from '../../src/node/open-database.ts';
import { filesUnder, type SourceFile, withoutComments } from './source-files.ts';

// All that the law counts and all that is counted goes by one clock, the registry's, which comes in through
// Deps. A value that met the database's as well turned with the calendar, and with the distance between two
// machines.
const databaseClock =
  /(?<![.\w])(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\(\)|\b(?:current_(?:date|time|timestamp)|localtime(?:stamp)?)\b|'(?:now|today|tomorrow|yesterday)'::(?:date|time)|\bage\((?:[^(),]|\([^()]*\))*\)|\bdefaultNow\(/gi;

type Allowed = { file: string; because: string; words: readonly string[] };

// Word for word, so that no other statement of the file comes with it. Think before adding a line: whatever
// is compared with a day, shown as an answer of the law, or counted in statistics takes the instant as a
// parameter.
const allowed: readonly Allowed[] = [
  {
    file: 'migrations/0044_the_trail_proves_itself.sql',
    because: 'a write that no act of the registry made knows no other clock',
    words: ['(select clock_timestamp() as at'],
  },
  {
    file: 'src/notices/delivery/breaker.rules.ts',
    because: 'the breaker: senders share the database, not a clock',
    words: [
      ".tally_from > now() - interval '5 minutes'",
      '.breaker_open_until <= now())',
      'failing_since = case when j.up then null else coalesce(s.failing_since, now()) end',
      'when j.trips then now() + make_interval(secs => least(',
      'when j.failures > 0 then now() end',
    ],
  },
  {
    file: 'src/notices/delivery/delivery.store.ts',
    because: 'leases, due times and the signature of a send: senders share the database, not a clock',
    words: [
      'lease_until = now() + make_interval(secs => $1::float8)',
      'k.valid_until is null or k.valid_until > now()',
      'extract(epoch from now())::float8 * 1000 as "claimedAt"',
      's.breaker_open_until is null or s.breaker_open_until <= now()',
      "state = 'ready' and kind <> 'ping' and due_at <= now()",
      "d.state = 'ready' and d.kind = 'ping' and d.due_at <= now()",
      `due_at = case when h."goesTo" = 'ready' then now() + make_interval(secs => h."delaySeconds") else d.due_at end`,
      'lease_until = null, due_at = now()',
      "state = 'leased' and lease_until < now()",
    ],
  },
  {
    file: 'src/notices/relay/lane.store.ts',
    because: 'due times of deliveries',
    words: [
      'coalesce(d."leavesAt", now())',
      "set due_at = case when d.attempt = 0 then now() else least(d.due_at, now() + interval '1 minute') end",
      'and d.due_at > now()',
    ],
  },
  {
    file: 'src/notices/subscriptions/subscription.store.ts',
    because: 'the breaker of an endpoint that is silent, from its start to its end by one clock',
    words: ["lt(subscriptions.failingSince, sql`now() - interval '5 days'`)"],
  },
  {
    file: 'src/notices/subscriptions/subscription.store.ts',
    because: 'when a ping is due again: due times of deliveries',
    words: ["['queued', 'ready', 'leased'])}) and now() >"],
  },
  {
    file: 'src/notices/delivery/delivery.table.ts',
    because: 'the order of news among senders',
    words: ["at: instant('at').notNull().defaultNow()"],
  },
  {
    file: 'src/notices/relay/notice.table.ts',
    because: 'due times of what was set aside',
    words: [
      "since: instant('since').notNull().defaultNow()",
      "triedAt: instant('tried_at').notNull().defaultNow()",
    ],
  },
  {
    file: 'src/notices/relay/relay.store.ts',
    because: 'due times of what was set aside',
    words: ["tried_at < now() - interval '1 minute'"],
  },
  {
    file: 'src/notices/relay/set-aside.store.ts',
    because: 'due times of what was set aside',
    words: ["tried_at < now() - interval '1 minute'", 'set tried_at = clock_timestamp()'],
  },
  {
    file: 'src/notices/relay/relay-standing.store.ts',
    because: 'how long the relay stands still, whatever the clocks of the processes say',
    words: ['extract(epoch from now() - added_at)::float8', 'extract(epoch from now() - min(since))::float8'],
  },
  {
    file: 'src/platform/door/outbox.table.ts',
    because: 'since when an event waits for the relay',
    words: ["addedAt: instant('added_at').notNull().defaultNow()"],
  },
  {
    file: 'src/intake/uploads/batch.table.ts',
    because: 'the order of uploads among processes',
    words: ["arrivedAt: instant('arrived_at').notNull().defaultNow()"],
  },
  {
    file: 'src/intake/drop-sources/drop-source.store.ts',
    because: 'turns at a source and their order among processes',
    words: [
      "turnEnd = sql`clock_timestamp() + interval '60 seconds'`",
      'select clock_timestamp()::text as at',
      'o.lease_until not between clock_timestamp() and ',
      '::timestamptz and clock_timestamp()',
      'lastPolledAt: sql`clock_timestamp()`',
    ],
  },
  {
    file: 'src/intake/drop-sources/dropped-file.store.ts',
    because: 'how long a file has not changed, from one process’s look to another’s',
    words: ['seenAt: sql`clock_timestamp()`', 'nowMs: millis(sql`clock_timestamp()`)'],
  },
  {
    file: 'src/intake/uploads/batch-lease.store.ts',
    because: 'leases, order and due times of uploads: processes share the database, not a clock',
    words: [
      "sql`clock_timestamp() + interval '12 seconds'`",
      'b.rests_until is null or b.rests_until <= now()',
      "b.status = 'running' and b.lease_until <= now()",
      'served_at = clock_timestamp()',
      'restEnd = sql`clock_timestamp()',
      'batches.delayedSince}, clock_timestamp())',
      'gt(batches.leaseUntil, sql`now()`)',
    ],
  },
  {
    file: 'src/intake/uploads/batch.store.ts',
    because: 'leases, order and due times of uploads',
    words: [
      "lt(batches.arrivedAt, sql`now() - interval '1 day'`)",
      "served_at = clock_timestamp(), lease_until = clock_timestamp() + interval '20 seconds'",
    ],
  },
  {
    file: 'src/intake/uploads/batch-metrics.store.ts',
    because: 'how long an upload rests',
    words: ['extract(epoch from now() - min(delayed_since))::float8'],
  },
  {
    file: 'src/platform/running/readiness.ts',
    because: 'the tick of the scheduler, whose slots go by it',
    words: ['extract(epoch from now() - ticked_at)::float8'],
  },
  {
    file: 'migrations/0040_a_bad_day_holds_up_nobody_else.sql',
    because: 'leases, order and due times',
    words: [
      'since timestamptz not null default now()',
      'tried_at timestamptz not null default now()',
      'added_at timestamptz not null default now()',
      ' at timestamptz not null default now()',
      'arrived_at timestamptz not null default now()',
      'least(created_at, now())',
      "least(lease_until, now() + interval '1 minute')",
      "least(lease_until, now() + interval '2 minutes')",
    ],
  },
  {
    file: 'src/platform/running/migration.table.ts',
    because: 'the stamp of a migration, as the runner writes it',
    words: ["appliedAt: instant('applied_at').notNull().defaultNow()"],
  },
  {
    file: 'src/platform/schedule/schedule.store.ts',
    because: 'the slots of due work, and when a run ended, was set aside or is due again',
    words: [
      '.set({ finishedAt: sql`now()` })',
      '.set({ finishedAt: sql`clock_timestamp()`, tookMs',
      "leaseUntil: sql`clock_timestamp() + interval '1 minute'`",
      'finishedAt} < clock_timestamp() - ',
      'select (extract(epoch from now()) * 1000)::float8 as ms',
    ],
  },
  {
    file: 'src/platform/schedule/schedule-list.store.ts',
    because: 'a slot of due work for who asks now, and when the run that it replaces was set aside',
    words: ['.set({ finishedAt: sql`now()` })', "date_trunc('milliseconds', clock_timestamp())"],
  },
  {
    file: 'src/platform/running/migrate.ts',
    because: 'a log stamp: when a migration was applied, read by nobody but people',
    words: ['applied_at timestamptz not null default now()'],
  },
  {
    file: 'src/platform/keys/seal-kept-texts.ts',
    because: 'a log stamp: when the names of an earlier release were sealed, read by nobody but people',
    words: ["'null' : 'now()'"],
  },
  {
    file: 'src/platform/running/lock-waits.ts',
    because: 'a log stamp: for how long somebody has waited, measured where the waiting began',
    words: ['clock_timestamp() - w.waitstart', 'clock_timestamp() - h.xact_start'],
  },
  {
    file: 'src/access/sessions/session.rules.ts',
    because: 'when a session ends: processes share the database, not a clock',
    words: ['Ends} > now()`', "x.used_at < now() - interval '30 seconds'"],
  },
  {
    file: 'src/access/sessions/lucia-session.ts',
    because: 'when a session ends, and its last use',
    words: ['now() + make_interval(mins => $4::int)', 'set used_at = now() where'],
  },
  {
    file: 'src/access/sessions/session.table.ts',
    because: 'when a session ends',
    words: [
      "openedAt: instant('opened_at').notNull().defaultNow()",
      "usedAt: instant('used_at').notNull().defaultNow()",
    ],
  },
  {
    file: 'src/access/sessions/second-factor.table.ts',
    because: 'how long a half-way sign-in waits',
    words: ["now() + interval '10 minutes'"],
  },
  {
    file: 'src/access/sessions/second-factor.store.ts',
    because: 'how long a half-way sign-in waits',
    words: ['signInSteps.validUntil} > now()'],
  },
  {
    file: 'migrations/0043_people_come_and_go.sql',
    because: 'when a session ends, and how long a half-way sign-in waits',
    words: [
      'opened_at timestamptz not null default now()',
      'used_at timestamptz not null default now()',
      "default now() + interval '10 minutes'",
    ],
  },
  // No SQL: the clock that comes in through Deps, called by its own name where it is made or handed on.
  { file: 'src/platform/door/deps.ts', because: 'the registry’s clock itself', words: ['now(): Date'] },
  { file: 'src/node/open-deps.ts', because: 'the registry’s clock itself', words: ['idAt(now())'] },
  { file: 'src/worker/open-deps.ts', because: 'the registry’s clock itself', words: ['idAt(now())'] },
  {
    file: 'src/worker/run-waiting.ts',
    because: 'the registry’s clock: when a tick must end',
    words: ['now() + IMPORTS_STOP_MS', 'now() >= stopAt'],
  },
  {
    file: 'src/window/checks/feed-freshness.rules.ts',
    because: 'a function of ours over plain values',
    words: ['age(feed) > age(other)'],
  },
  {
    file: 'src/platform/running/log.ts',
    because: 'the registry’s clock',
    words: ['at: now().toISOString()'],
  },
  {
    file: 'src/intake/drop-sources/open-bucket.ts',
    because: 'the registry’s clock: the hour of a signature',
    words: ['datetime: now()'],
  },
];

const inOneLine = (text: string) => text.replace(/\s+/g, ' ');
const wordsFor = (path: string) => allowed.filter(({ file }) => file === path).flatMap(({ words }) => words);

const readsOf = ({ path, text }: SourceFile): string[] => {
  const rest = wordsFor(path).reduce(
    (left, words) => left.replaceAll(words, ''),
    inOneLine(withoutComments(text)),
  );
  return [...rest.matchAll(databaseClock)].map(
    ({ 0: found, index }) =>
      `${path}: ${found} in “${rest.slice(Math.max(0, index - 60), index + found.length + 30)}”`,
  );
};

const source = filesUnder('src');
const migrations = readMigrations('migrations').map(({ name, sql }) => ({
  path: `migrations/${name}`,
  text: sql.replace(/--.*$/gm, ''),
}));

test('no value reads the clock of the database, but leases, due times and log stamps', () => {
  expect([...source, ...migrations].flatMap(readsOf)).toEqual([]);
});

test('what is allowed is there', () => {
  const texts = new Map([...source, ...migrations].map(({ path, text }) => [path, inOneLine(text)]));
  const gone = allowed.flatMap(({ file, words }) =>
    words.filter((some) => !texts.get(file)?.includes(some)).map((some) => `${file}: ${some}`),
  );
  expect(gone).toEqual([]);
});

test.each([
  'sql`update deliveries set ended_at = now()`',
  'sql`update deliveries set ended_at = NOW() where id = 1`',
  'sql`select 1 from listings where due_on < current_date`',
  'sql`insert into feedback (at) values (clock_timestamp())`',
  'sql`select age(listed_on) from listings`',
  'sql`select age((l.listed_on)::timestamptz) from listings l`',
  "sql`select 'today'::date`",
  'created_at timestamptz not null default current_timestamp',
  "at: timestamp('at').defaultNow()",
])('%s is caught', (text) => {
  expect(readsOf({ path: 'src/notices/delivery/delivery.store.ts', text })).toHaveLength(1);
});
