import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf } from '../../src/kernel/day.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aStoredListing, aSubject } from '../kit/facts.ts';
import { aUscc } from '../kit/identities.ts';
import { applied, delta, publish, snapshot } from '../kit/public-lists.ts';

const LIST = 'serious-violation';

type Step =
  | { kind: 'add' }
  | { kind: 'state'; nth: number; state: string }
  | { kind: 'rename'; nth: number; name: string }
  | { kind: 'until'; nth: number; days: number }
  | { kind: 'day' }
  | { kind: 'publish' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Step>({ kind: 'add' }) },
  fc.record({
    kind: fc.constant('state' as const),
    nth: fc.nat(9),
    state: fc.constantFrom('listed', 'repaired', 'revoked', 'expired'),
  }),
  fc.record({
    kind: fc.constant('rename' as const),
    nth: fc.nat(9),
    name: fc.constantFrom('甲', '乙', '=丙"', '丁,\n'),
  }),
  fc.record({ kind: fc.constant('until' as const), nth: fc.nat(9), days: fc.integer({ min: 0, max: 4 }) }),
  fc.constant<Step>({ kind: 'day' }),
  { weight: 2, arbitrary: fc.constant<Step>({ kind: 'publish' }) },
);

const start = Date.parse('2026-11-24T02:00:00.000Z');

const walk = (app: TestApp, agencyId: number) => {
  const ids: number[] = [];
  let days = 0;
  return async (one: Step) => {
    const id = 'nth' in one ? (ids[one.nth % Math.max(ids.length, 1)] ?? 0) : 0;
    if (one.kind === 'add') {
      const subjectId = await aSubject(app, {
        code: aUscc(`p${ids.length}`),
        name: `示例${ids.length}有限公司`,
      });
      ids.push(await aStoredListing(app, { subjectId, agencyId, dueOn: null }));
    }
    if (one.kind === 'state')
      await app.query(
        `update listings set state = $2, ended_on =
          case when $2 = 'listed' then null else date '2026-11-24' end where id = $1`,
        [id, one.state],
      );
    if (one.kind === 'rename')
      await app.query(
        `update subjects set name = $2 where id = (select subject_id from listings where id = $1)`,
        [id, `${one.name}有限公司`],
      );
    if (one.kind === 'until')
      await app.query(`update listings set due_on = date '2026-11-24' + $2::text::int where id = $1`, [
        id,
        one.days,
      ]);
    if (one.kind === 'day') {
      days += 1;
      app.setNow(new Date(start + days * 86_400_000).toISOString());
    }
    if (one.kind === 'publish') await publish(app);
  };
};

test('whatever happens in between, a delta on any earlier file gives the file of today', async () => {
  const app = await makeApp();
  const { id } = await app.agency('SCJG', ['feeder'], [LIST]);
  const act = walk(app, id);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
      const files = [await snapshot(app, LIST)];
      for (const one of steps) {
        await act(one);
        files.push(await snapshot(app, LIST));
      }
      await publish(app);
      const last = await snapshot(app, LIST);
      const texts = new Map(files.map(({ version, text }) => [version, text]));
      for (const { version, text } of files) {
        expect(texts.get(version)).toBe(text);
        expect(applied(text, await delta(app, LIST, version))).toBe(last.text);
      }
      const shown = await app.query(
        `select record_id from listings where state = 'listed' and (due_on is null or due_on > $1::text::date)
          order by record_id`,
        [dayOf(app.deps.clock.now())],
      );
      expect(
        last.text
          .split('\n')
          .filter(Boolean)
          .map((line) => Number(JSON.parse(line).id)),
      ).toEqual(shown.map(({ record_id: recordId }) => Number(recordId)));
    }),
    { numRuns: 12 },
  );
});
