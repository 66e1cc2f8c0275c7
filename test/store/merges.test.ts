import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { Problem } from '../../src/kernel/problems.ts';
import { mergeSubjects } from '../../src/registry/merges/merge-subjects.ts';
import { undoMerge } from '../../src/registry/merges/undo-merge.ts';
import { lookupOf } from '../../src/registry/subjects/subject-lookup.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aStoredListing, aStoredRecord, aSubject } from '../kit/facts.ts';
import { aShopRow, aShopUscc, stateOf, USCC } from '../kit/merges.ts';
import { type Agency, upload } from '../kit/uploads.ts';

const SUBJECTS = 5;
let app: TestApp;
let feeder: Agency;
let serial = 0;

beforeEach(async () => {
  app = await makeApp();
  feeder = await app.agency('SCJG', ['feeder'], ['administrative-penalty'], '示例市场监管局');
});

type Step = { do: 'row'; of: number } | { do: 'merge'; a: number; b: number } | { do: 'undo'; nth: number };
const someone = fc.integer({ min: 0, max: SUBJECTS - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('row' as const), of: someone }),
  fc.record({ do: fc.constant('merge' as const), a: someone, b: someone }),
  fc.record({ do: fc.constant('undo' as const), nth: fc.nat(5) }),
);

// Five shops with a record each, a listing and a responsible person here and there.
const aTown = async () => {
  const ids: number[] = [];
  for (let n = 0; n < SUBJECTS; n += 1) {
    const about = { code: aShopUscc(n), name: `示例${n}号店`, kind: 'individual-business' };
    const id = await aSubject(app, { ...about, formerNames: n % 2 ? ['示例旧名'] : [] });
    await aStoredRecord(app, { subjectId: id, agencyId: feeder.id });
    if (n < 2) await aStoredListing(app, { subjectId: id, agencyId: feeder.id });
    ids.push(id);
  }
  await app.query(`insert into subject_links values ($1, $2, 'operator', '2026-01-01')`, [
    ids[0] ?? 0,
    ids[1] ?? 0,
  ]);
  return ids;
};

const addRow = (n: number) => {
  serial += 1;
  const row = aShopRow(feeder, `P-${serial}`, { [USCC]: aShopUscc(n), 行政相对人名称: `示例${n}号店` });
  return upload(app, feeder, { catalog: 'administrative-penalty', rows: [row] });
};

const settledBefore = (error: unknown) => {
  if (error instanceof Problem && error.code === 'merge-candidate.settled') return null;
  throw error;
};

const tryMerge = async (a: number, b: number): Promise<number | null> => {
  const [first, second] = a < b ? [a, b] : [b, a];
  await app.query(
    `insert into merge_candidates (first_id, second_id, ground, raised_by, raised_at)
     values ($1, $2, 'identifiers', 'test', now()) on conflict do nothing`,
    [first, second],
  );
  const [candidate] = await app.query(
    `select id from merge_candidates where first_id = $1 and second_id = $2`,
    [first, second],
  );
  const done = await mergeSubjects(app.operator, Number(candidate?.id), { reason: '核对无误' }).catch(
    settledBefore,
  );
  return done?.id ?? null;
};

const play = async (ids: readonly number[], steps: readonly Step[]) => {
  const standing: number[] = [];
  const rows = new Map<number, number>();
  for (const one of steps) {
    if (one.do === 'row') {
      await addRow(one.of);
      rows.set(one.of, (rows.get(one.of) ?? 0) + 1);
    } else if (one.do === 'merge' && one.a !== one.b) {
      const id = await tryMerge(ids[one.a] ?? 0, ids[one.b] ?? 0);
      if (id !== null) standing.push(id);
    } else if (one.do === 'undo' && standing.length > 0) {
      const [id] = standing.splice(one.nth % standing.length, 1);
      await undoMerge(app.operator, id ?? 0, { reason: '核对有误' });
    }
    await expectSound();
  }
  return { standing, rows };
};

// What is said of a subject counts in the file that its own number finds, and in no other.
const expectSound = async () => {
  const astray = await app.query(
    `select 'record' as what, r.id from records r
      join subjects o on o.id = coalesce(r.origin_id, r.subject_id)
       where r.subject_id <> coalesce(o.merged_into, o.id)
     union all select 'listing', l.id from listings l join records r on r.id = l.record_id
     where l.subject_id <> r.subject_id
     union all select 'identifier', i.subject_id from subject_identifiers i
       join subjects o on o.id = coalesce(i.origin_id, i.subject_id)
       where i.subject_id <> coalesce(o.merged_into, o.id)
     union all select 'chain', a.id from subjects a join subjects b on b.id = a.merged_into
     where b.merged_into is not null
     union all select 'stream', e.subject_id from events e join events f on f.subject_id = e.subject_id
       where f.id > e.id and f.subject_seq <= e.subject_seq
     union all select 'count', s.id from subjects s
       where s.identifier_count <> (select count(*) from subject_identifiers i where i.subject_id = s.id)`,
  );
  expect(astray).toEqual([]);
};

test('rows, merges and undoings in any order lose no record, double none, and end where no merge would have', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
      app = await makeApp();
      feeder = await app.agency('SCJG', ['feeder'], ['administrative-penalty'], '示例市场监管局');
      const ids = await aTown();
      const { standing, rows } = await play(ids, steps);
      for (const id of standing.reverse()) await undoMerge(app.operator, id, { reason: '全部撤销' });
      await expectSound();
      const counts = await app.query(
        `select subject_id::int as id, count(*)::int as n from records
          where catalog = 'administrative-penalty' group by 1 order by 1`,
      );
      expect(counts).toEqual(ids.map((id, n) => ({ id, n: 1 + (rows.get(n) ?? 0) })));
      const copies = await app.query(
        `select 1 from subject_names where is_copy union all select 1 from subject_links where is_copy`,
      );
      expect(copies).toEqual([]);
    }),
    { numRuns: 8 },
  );
});

test('a merge undone leaves everything as it was, whatever was merged before', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 5 }), someone, someone, async (steps, a, b) => {
      fc.pre(a !== b);
      app = await makeApp();
      feeder = await app.agency('SCJG', ['feeder'], ['administrative-penalty'], '示例市场监管局');
      const ids = await aTown();
      await play(ids, steps);
      const before = await stateOf(app);
      const id = await tryMerge(ids[a] ?? 0, ids[b] ?? 0);
      if (id === null) return;
      expect(await stateOf(app)).not.toEqual(before);
      await undoMerge(app.operator, id, { reason: '核对有误' });
      expect(await stateOf(app)).toEqual(before);
    }),
    { numRuns: 8 },
  );
});

test('a number that is looked up finds the surviving file without following a pointer', async () => {
  const ids = await aTown();
  await tryMerge(ids[0] ?? 0, ids[1] ?? 0);
  const lookup = lookupOf(app.deps.vault, 'uscc', aShopUscc(1));
  expect(
    await app.query(`select subject_id::int as id from subject_identifiers where lookup = $1`, [lookup]),
  ).toEqual([{ id: ids[0] }]);
});
