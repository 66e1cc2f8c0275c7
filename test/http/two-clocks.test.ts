import { afterEach, beforeEach, expect, test } from 'vitest';
import { subscribe, subscribed } from '../kit/push.ts';
import { makeSupervision } from '../kit/supervision.ts';

// The database's clock goes by the machine. The registry's stands here where no machine's will be for long:
// whatever the law counts must show this one, and what only two senders share (leases, due times) must work
// by the other.
const THEN = '2046-03-01T02:00:00.000Z';
const LATER = '2046-03-03T02:00:00.000Z';

let city: Awaited<ReturnType<typeof makeSupervision>>;
let finance: Awaited<ReturnType<typeof city.agency>>;
beforeEach(async () => {
  city = await makeSupervision();
  finance = await city.agency('CZJ', ['subscriber'], [], '虚构市财政局');
  city.setNow(THEN);
});
afterEach(() => city.stop());

type Delivery = { id: string; kind: string; state: string; endedAt: string | null };
const deliveries = async (id: string): Promise<Delivery[]> =>
  (await (await finance.api(`/deliveries?subscription=${id}`)).json()).items;
const endsOf = async (id: string, kind: string) =>
  (await deliveries(id))
    .filter((one) => one.kind === kind)
    .map(({ state, endedAt }) => `${state} ${endedAt}`);

test('a delivery and its attempts are dated by the registry, and so is the receipt that follows from them', async () => {
  const { id } = await subscribed(city, finance);
  await city.told(await city.aListing('a'), 'created');
  city.setNow(LATER);
  await city.send();
  expect(await endsOf(id, 'notice')).toEqual([`delivered ${LATER}`]);
  const [notice] = (await deliveries(id)).filter(({ kind }) => kind === 'notice');
  const shown = await (await finance.api(`/deliveries/${notice?.id}`)).json();
  expect(shown.attempts).toMatchObject([{ at: LATER }]);
  await city.reckon();
  const duties = await city.query(
    `select delivered_at = $1::text::timestamptz as delivered, signed_at = $1::text::timestamptz as signed
      from notice_duties`,
    [LATER],
  );
  expect(duties).toEqual([{ delivered: true, signed: true }]);
  expect(await (await city.request('/metrics')).text()).toContain(
    'registry_delivery_attempts_last_hour{result="delivered"} 1',
  );
});

test('a receipt that came after its day is counted as late, whatever day the machine writes', async () => {
  await subscribed(city, finance);
  await city.told(await city.aListing('a'), 'created');
  city.setNow('2046-06-01T02:00:00.000Z');
  await city.send();
  await city.reckon();
  const answer = await city.registrar.api('/supervision/statistics?from=2046-01-01&to=2046-12-31');
  expect((await answer.json()).items).toMatchObject([{ received: 1, signed: 0, overdueReceipts: 1 }]);
  expect(await city.lines('?kind=receipt')).toEqual([]);
});

test('what a lift stands in for, and a ping that a new address made idle, end when the registry says', async () => {
  const { id } = await subscribe(finance, { endpoint: { url: 'http://127.0.0.1:9/hook' } });
  city.setNow(LATER);
  await finance.api(`/subscriptions/${id}`, {
    method: 'PATCH',
    json: { endpoint: { url: 'http://127.0.0.1:9/other' } },
  });
  expect((await endsOf(id, 'ping')).toSorted()).toEqual(['ready null', `superseded ${LATER}`]);
  const listing = await city.aListing('a');
  await city.told(listing, 'created');
  await city.told(listing, 'removed');
  expect(await endsOf(id, 'notice')).toContain(`superseded ${LATER}`);
});
