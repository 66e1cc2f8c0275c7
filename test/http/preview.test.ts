import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Agency, eventOf, type PushApp, pushToFinance, subscribe } from '../kit/push.ts';

let push: PushApp;
let finance: Agency;
beforeEach(async () => {
  ({ push, finance } = await pushToFinance());
});
afterEach(() => push.stop());

type Preview = {
  notices: number;
  lifts: number;
  digests: number | null;
  deliveries: number | null;
  counts: { list: string; type: string; day: string; count: number }[];
  sample: { subjectName: string; code: string | null; subjectKind: string }[];
};
const preview = async (wish: object): Promise<Preview> => {
  const answer = await finance.api('/subscriptions/preview', { method: 'POST', json: wish });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Preview;
};

const tellMonth = async () => {
  const debtor = await push.aListing('a');
  const person = await push.aListing('p', { kind: 'person' });
  const honoured = await push.aListing('h', { list: 'honour' });
  const violator = await push.aListing('v', { list: 'serious-violation' });
  const elsewhere = eventOf(await push.aListing('e'), 'created');
  await push.tell(
    ...[debtor, person, honoured, violator].map((listing) => eventOf(listing, 'created')),
    { ...elsewhere, payload: { ...elsewhere.payload, region: '310000' } },
    eventOf(debtor, 'changed'),
    eventOf(debtor, 'removed'),
    eventOf(person, 'removed'),
  );
  return { person };
};

test.each([
  [{}],
  [{ lists: ['judgment-defaulter'] }],
  [{ categories: ['honour'] }],
  [{ categories: ['severe'], subjectKinds: ['person'] }],
  [{ subjectKinds: ['organisation'] }],
  [{ regions: ['440000'] }],
  [{ regions: ['310000', '440305'] }],
  [{ measures: ['FUND_LIMIT'] }],
  [{ measures: ['EXIT_BAR'] }],
  [{ lists: ['honour'], measures: ['FUND_LIMIT'] }],
])('a preview of %o counts what such a subscription was really told', async (filter) => {
  const { id } = await subscribe(finance, { filter });
  await tellMonth();
  await push.relay();
  const { items } = await (await finance.api(`/feed?subscription=${id}&after=0`)).json();
  const told = await preview({ filter });
  expect(told.notices).toBe(items.length);
  expect(told.counts.reduce((sum, { count }) => sum + count, 0)).toBe(items.length);
  expect(told.deliveries).toBe(items.length);
  expect(told.lifts).toBe(items.filter(({ type }: { type: string }) => type.endsWith('.removed')).length);
});

const putAt = async (times: readonly string[]) => {
  for (const [place, at] of times.entries())
    await push.query(
      `update events set at = $1::text::timestamptz
        where id = (select id from events order by id offset $2::int limit 1)`,
      [at, place],
    );
};

test('digests are counted by slot, working day and size, lifts apart', async () => {
  await tellMonth();
  await push.query(`update events set at = '2026-09-01T00:00:00Z'`);
  await putAt([
    '2026-10-09T23:00:00Z', // Saturday 10 October, a make-up working day
    '2026-10-10T00:29:59Z',
    '2026-10-10T00:30:00Z', // at the slot itself: the next one, Monday
    '2026-10-11T03:00:00Z', // Sunday: Monday too
    '2026-10-12T00:31:00Z', // Tuesday
  ]);
  await push.query(`update events set at = '2026-10-13T05:00:00Z' where topic like '%.removed'`);
  const span = { from: '2026-10-08', to: '2026-10-14' };
  const schedule = { kind: 'cron', cron: '30 8 * * *', workingDaysOnly: true };
  expect(await preview({ ...span, schedule })).toMatchObject({
    notices: 7,
    lifts: 2,
    digests: 3,
    deliveries: 5,
  });
  expect(await preview({ ...span, schedule: { ...schedule, digestSize: 1 } })).toMatchObject({ digests: 5 });
  expect(await preview({ ...span, schedule: { kind: 'cron', cron: '30 8 * * *' } })).toMatchObject({
    digests: 4,
  });
  expect(await preview({ ...span, schedule: { kind: 'cron', cron: '* * * * *' } })).toMatchObject({
    digests: null,
    deliveries: null,
  });
  const days = (await preview(span)).counts.map(({ day }) => day);
  expect(new Set(days)).toEqual(new Set(['2026-10-10', '2026-10-11', '2026-10-12', '2026-10-13']));
});

test('samples show no person, and the look leaves a line', async () => {
  const { person } = await tellMonth();
  const told = await preview({ filter: { subjectKinds: ['person'] }, sample: 1 });
  expect(told.sample).toHaveLength(1);
  expect(JSON.stringify(told)).not.toContain(person.code);
  expect(JSON.stringify(told)).not.toContain(person.name);
  const [line] = await push.query(
    `select about from audit_lines where action = 'subscription.preview' order by id desc limit 1`,
  );
  expect(line?.about).toMatchObject({ notices: 2, shown: 1 });
});

test.each([
  [{ from: '2026-10-02', to: '2026-10-01' }, 422, 'subscription.span'],
  [{ from: '2026-01-01', to: '2026-10-01' }, 422, 'subscription.span'],
  [{ schedule: { kind: 'cron', cron: 'daily' } }, 422, 'subscription.cron'],
  [{ agency: 'COURT' }, 403, 'access.denied'],
])('%o is no preview: %i %s', async (wish, status, code) => {
  const answer = await finance.api('/subscriptions/preview', { method: 'POST', json: wish });
  expect([answer.status, (await answer.json()).code]).toEqual([status, code]);
});
