import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ExecutionState, executionStates } from '../../src/notices/inbox/feedback.rules.ts';
import { subscribe, type TestListing } from '../kit/push.ts';
import { makeSupervision } from '../kit/supervision.ts';

let city: Awaited<ReturnType<typeof makeSupervision>>;
let office: Awaited<ReturnType<typeof city.agency>>;
beforeAll(async () => {
  city = await makeSupervision();
  office = await city.agency('CZJ', ['subscriber'], [], '虚构市财政局');
  // Waits for a digest that never comes, so that a lift finds its listing's notice unattempted.
  const receiver = await city.receiver();
  await subscribe(office, {
    endpoint: { url: receiver.url },
    schedule: { kind: 'cron', cron: '0 0 1 1 *' },
    filter: { lists: ['serious-violation'] },
  });
  await subscribe(office, { filter: { lists: ['judgment-defaulter'] } });
});
afterAll(() => city.stop());

const MEASURE = 'CONVENIENCE_LIMIT';
const events = {
  sign: null,
  executed: { result: 'executed' },
  'executed-in-time': { result: 'executed', executedOn: '2026-11-24' },
  'executed-tomorrow': { result: 'executed', executedOn: '2026-11-25' },
  'not-executed': { result: 'not-executed', reason: '申请人已撤回申请' },
  'without-reason': { result: 'not-executed' },
  'not-applicable': { result: 'not-applicable', reason: '无此业务' },
  released: { result: 'released' },
} as const;
type Event = keyof typeof events;

const open = {
  sign: 200,
  executed: 201,
  'executed-in-time': 201,
  'executed-tomorrow': 'feedback.future',
  'not-executed': 201,
  'without-reason': 'feedback.reason-required',
  'not-applicable': 201,
  released: 'feedback.nothing-to-release',
} as const;
const ofLift = {
  sign: 200,
  executed: 'feedback.of-lift',
  'executed-in-time': 'feedback.of-lift',
  'executed-tomorrow': 'feedback.of-lift',
  'not-executed': 'feedback.of-lift',
  'without-reason': 'feedback.of-lift',
  'not-applicable': 201,
  released: 201,
} as const;
const gone = 'notice.superseded';
const rulings: Record<ExecutionState, Record<Event, number | string>> = {
  waiting: open,
  received: open,
  signed: open,
  answered: { ...open, released: 201 },
  lifted: {
    ...open,
    executed: 'feedback.after-lift',
    'executed-tomorrow': 'feedback.after-lift',
    released: 201,
  },
  superseded: {
    sign: gone,
    executed: gone,
    'executed-in-time': gone,
    'executed-tomorrow': gone,
    'not-executed': gone,
    'without-reason': gone,
    'not-applicable': gone,
    released: gone,
  },
  'lift-waiting': ofLift,
  'lift-signed': ofLift,
};

// Where each event leads, when it is taken.
const leadsTo = (state: ExecutionState, event: Event): ExecutionState => {
  if (state === 'superseded' || state === 'lifted' || state === 'answered') return state;
  if (state.startsWith('lift-')) return 'lift-signed';
  return event === 'sign' ? 'signed' : 'answered';
};

type Line = {
  id: string;
  subscriptionId: string;
  seq: number;
  subjectName: string;
  type: string;
  execution: ExecutionState;
  measures: string[];
};
const noticesOf = async (listing: TestListing) =>
  ((await (await office.api('/notices?limit=500')).json()) as { items: Line[] }).items.filter(
    ({ subjectName }) => subjectName === listing.name,
  );
const give = (id: string, event: Event) => {
  const said = events[event];
  if (said === null) return office.api(`/notices/${id}/receipt`, { method: 'POST' });
  return office.api(`/notices/${id}/feedback`, { method: 'POST', json: { measure: MEASURE, ...said } });
};

let count = 0;
const reach = async (state: ExecutionState): Promise<{ listing: TestListing; id: string }> => {
  count += 1;
  const listing = await city.aListing(`n${count}`, {
    list: state === 'superseded' ? 'serious-violation' : 'judgment-defaulter',
  });
  const isLift = state.startsWith('lift-');
  await city.told(listing, 'created');
  // One measure only, so that one answer answers the notice.
  await city.query(`update notices set measures = $1::text::jsonb where listing_id = $2`, [
    JSON.stringify([MEASURE]),
    listing.id,
  ]);
  if (isLift || state === 'lifted' || state === 'superseded') await city.told(listing, 'removed');
  const found = (await noticesOf(listing)).find(({ type }) => type.endsWith('.removed') === isLift);
  const id = found?.id ?? '';
  await city.query(`update notices set measures = $1::text::jsonb where listing_id = $2`, [
    JSON.stringify([MEASURE]),
    listing.id,
  ]);
  if (state === 'received')
    await office.api('/feed/ack', {
      method: 'POST',
      json: { subscription: found?.subscriptionId, upTo: found?.seq },
    });
  if (state === 'signed' || state === 'lift-signed') await give(id, 'sign');
  if (state === 'answered') await give(id, 'executed');
  return { listing, id };
};

test.each(executionStates)('%s: what may be said then, and where it leads', async (state) => {
  for (const event of Object.keys(events) as Event[]) {
    // The notice's events are stamped 2026-11-24; on that day tomorrow lies in the future.
    const { listing, id } = await reach(state);
    const now = async () => (await noticesOf(listing)).find((line) => line.id === id)?.execution;
    expect([state, event, await now()]).toEqual([state, event, state]);
    const answer = await give(id, event);
    const body = (await answer.json()) as { code?: string };
    const ruling = rulings[state][event];
    expect([state, event, body.code ?? answer.status]).toEqual([state, event, ruling]);
    const taken = typeof ruling === 'number';
    expect([state, event, await now()]).toEqual([state, event, taken ? leadsTo(state, event) : state]);
  }
});

test('a correction is a second answer that names the first; both are kept, and neither is changed', async () => {
  const { id } = await reach('waiting');
  const say = async (json: object) =>
    (await (
      await office.api(`/notices/${id}/feedback`, { method: 'POST', json: { measure: MEASURE, ...json } })
    ).json()) as {
      id: string;
      supersedes: string | null;
    };
  const first = await say({
    result: 'executed',
    executedOn: '2026-11-24',
    content: '取消专项资金申报资格',
    amount: '12.5',
    note: '当场告知申请人',
    documentNo: '虚财〔2026〕1号',
  });
  const second = await say({ result: 'not-executed', reason: '复核后未执行' });
  const third = await say({ result: 'executed' });
  expect([first.supersedes, second.supersedes, third.supersedes]).toEqual([null, first.id, second.id]);
  const kept = (await (await office.api(`/notices/${id}/feedback`)).json()) as { items: unknown[] };
  expect(kept).toMatchObject({ list: 'judgment-defaulter', incentive: false, subjectKind: 'organisation' });
  expect(kept.items).toMatchObject([
    {
      id: first.id,
      content: '取消专项资金申报资格',
      amount: '12.5',
      agency: '虚构市财政局',
      supersededBy: second.id,
    },
    { id: second.id, reason: '复核后未执行', supersededBy: third.id },
    { id: third.id, supersededBy: null },
  ]);
  for (const amount of ['十二', '1e3', '-1', '123456789012345678901'])
    expect(
      (
        await office.api(`/notices/${id}/feedback`, {
          method: 'POST',
          json: { measure: MEASURE, result: 'executed', amount },
        })
      ).status,
    ).toBe(400);
});

test('two corrections at once follow each other, and none is lost', async () => {
  const { id } = await reach('waiting');
  const all = await Promise.all(Array.from({ length: 5 }, () => give(id, 'executed')));
  expect(all.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
  const { items } = (await (await office.api(`/notices/${id}/feedback`)).json()) as {
    items: { id: string; supersedes: string | null }[];
  };
  expect(items.filter(({ supersedes }) => supersedes === null)).toHaveLength(1);
  expect(new Set(items.map(({ supersedes }) => supersedes)).size).toBe(5);
});
