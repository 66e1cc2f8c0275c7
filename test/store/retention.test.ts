import { beforeEach, expect, test } from 'vitest';
import { type Day, day } from '../../src/kernel/day.ts';
import { recordStates } from '../../src/registry/records/record.rules.ts';
import {
  isServed,
  isServedSql,
  type RetentionLaw,
  servedUntil,
  servedUntilSql,
} from '../../src/registry/records/retention.rules.ts';
import { openTestDb, type TestDb } from '../kit/database.ts';

// The law stands twice, as a rule and as SQL over a million rows: both say the same of every combination.
const today = day('2026-06-15');
const before = day('2026-06-14');
const after = day('2026-06-16');
const later = day('2027-01-01');

const days: readonly (Day | null)[] = [null, before, today, after];
const catalogs = [
  { code: 'administrative-penalty', isNegative: true },
  { code: 'administrative-licence', isNegative: false },
];
type Listing = { kind: 'severe' | 'honour'; state: 'listed' | 'expired'; dueOn: Day | null };
const severe = (...dueOns: (Day | null)[]): Listing[] =>
  dueOns.map((dueOn) => ({ kind: 'severe', state: 'listed', dueOn }));
const subjects: readonly Listing[][] = [
  [],
  severe(null),
  severe(before),
  severe(today),
  severe(after),
  severe(before, later),
  severe(after, null),
  [{ kind: 'severe', state: 'expired', dueOn: later }],
  [{ kind: 'honour', state: 'listed', dueOn: later }],
];
const combinations = subjects.flatMap((listings, subject) =>
  recordStates.flatMap((state) =>
    catalogs.flatMap((catalog) =>
      days.map((retainedUntil) => ({ subject: subject + 1, listings, state, catalog, retainedUntil })),
    ),
  ),
);

let database: TestDb;
beforeEach(async () => {
  database = await openTestDb();
  await database.reset();
});

const lines = subjects.flatMap((listings, place) =>
  listings.map((listing, nth) => ({ ...listing, subject: place + 1, record: 10_000 + place * 10 + nth })),
);
const stored = [
  ...combinations.map((one, place) => ({ ...one, id: place + 1, code: one.catalog.code })),
  ...lines.map(({ subject, record }) => ({
    id: record,
    subject,
    state: 'live',
    code: 'serious-violation',
    retainedUntil: null,
  })),
];

const writeAll = async () => {
  const { statement } = database;
  await statement(
    `insert into agencies (id, code, name, uscc, valid_from, created_at) overriding system value
     values (1, 'SCJG', '示例市场监督管理局', '11440300MB2EXMP01K', '2025-01-01', now())`,
    [],
  );
  await statement(
    `insert into subjects (id, kind, name, created_at)
     select id, 'organisation', '示例企业', now() from generate_series(1, $1::int) id`,
    [subjects.length],
  );
  await statement(
    `insert into records (id, catalog, agency_id, source_no, subject_id, state, authority_name, decided_on,
       retained_until, fields, content_hash, known_from) overriding system value
     select id, code, 1, 'S-' || id, subject, state, '示例机关', '2025-01-01', "retainedUntil", '{}', 'h', now()
     from jsonb_to_recordset($1::text::jsonb)
       x(id bigint, code text, subject bigint, state text, "retainedUntil" date)`,
    [JSON.stringify(stored)],
  );
  await statement(
    `insert into listings (list, kind, subject_id, agency_id, record_id, state, listed_on, due_on, ended_on,
       end_ground, authority_name, reason, known_from)
     select 'serious-violation', kind, subject, 1, record, state, '2025-01-01', "dueOn",
       case state when 'expired' then date '2026-01-01' end, case state when 'expired' then '期限届满' end,
       '示例机关', '示例', now()
     from jsonb_to_recordset($1::text::jsonb) x(kind text, subject bigint, record bigint, state text, "dueOn" date)`,
    [JSON.stringify(lines)],
  );
};

test.each([[0], [1]])(
  'with retention.while-listed = %i the rule and the SQL agree on every case',
  async (setting) => {
    await writeAll();
    await database.statement(
      `insert into settings (key, value, basis, valid_from)
        values ('retention.while-listed', $1::text::jsonb, '本市设定', $2::text::date)
     on conflict (key, valid_from) do update set value = excluded.value`,
      [String(setting), today],
    );
    const read = await database.statement(
      `select nullif(${servedUntilSql('r', '$1::text::date')}, 'infinity')::text as until,
       ${isServedSql('r', '$1::text::date')} as served
     from records r where r.id < 10000 order by r.id`,
      [today],
    );
    const law = (listings: readonly Listing[]): RetentionLaw => ({
      isKeptWhileListed: setting === 1,
      severe: listings.flatMap(({ kind, state, dueOn }) =>
        kind === 'severe' && state === 'listed' ? [dueOn] : [],
      ),
    });
    const ruled = combinations.map(({ listings, state, catalog, retainedUntil }) => {
      const record = { state, isNegative: catalog.isNegative, retainedUntil };
      return {
        until: servedUntil(record, law(listings), today),
        served: isServed(record, law(listings), today),
      };
    });
    expect(read).toEqual(ruled);
    expect(ruled.filter(({ served }) => served).length).toBeGreaterThan(0);
  },
);
