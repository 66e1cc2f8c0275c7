import { beforeAll, expect, test } from 'vitest';
import { policies } from '../../src/access/policy.rules.ts';
import type { Who } from '../../src/access/policy-row.rules.ts';
import { aUscc } from '../kit/identities.ts';
import { type Asking, everyAsking } from '../kit/routes.ts';
import { business, exampleFor, twoAgencies } from '../kit/two-agencies.ts';

// People of another agency try every route and page that leads to one agency's own. Letters, notices and
// deliveries: supervision-letters, notices and deliveries-background.
let city: Awaited<ReturnType<typeof twoAgencies>>;
beforeAll(async () => {
  city = await twoAgencies();
});

const isAmong = (role: string, who: Who = []) => who === 'everyone' || who.some((one) => one === role);
const reachFor = (role: string, { action }: Asking): 'own' | 'any' | null => {
  if (action === null || action === 'anyone') return null;
  if (isAmong(role, policies[action].any)) return 'any';
  return isAmong(role, policies[action].own) ? 'own' : null;
};

const staffed = everyAsking.filter(({ path }) => /^\/(api|desk)\//.test(path));
const askAs = (role: string, { name, method }: Asking, address: string) =>
  city.app.request(address, {
    method,
    headers: {
      cookie: city.cookies.get(role) ?? '',
      origin: 'http://localhost',
      host: 'localhost',
      accept: 'application/json',
    },
    ...(method !== 'GET' && address.startsWith('/api/') ? { json: exampleFor(name) } : {}),
  });

test('what is one agency’s own is neither seen nor changed by another, at any route or page', async () => {
  const before = await city.kept();
  const wrong: string[] = [];
  let tried = 0;
  for (const one of staffed) {
    const address = city.addressOf(one);
    for (const role of address === null ? [] : business) {
      if (address === null || reachFor(role, one) !== 'own') continue;
      const { status } = await askAs(role, one, address);
      const isRefused = one.method === 'GET' ? [403, 404].includes(status) : status >= 400 && status < 500;
      if (!isRefused) wrong.push(`${role} ${one.name}: ${status}`);
      tried += 1;
    }
  }
  expect(wrong).toEqual([]);
  expect(tried).toBeGreaterThan(60);
  expect(await city.kept()).toBe(before);
});

test('it is there: whoever reaches every agency’s sees it, and so does its own', async () => {
  const wrong: string[] = [];
  for (const one of staffed.filter(({ method, name }) => method === 'GET' && !name.endsWith('/events'))) {
    const address = city.addressOf(one);
    if (address === null) continue;
    for (const role of business)
      if (reachFor(role, one) === 'any' && (await askAs(role, one, address)).status !== 200)
        wrong.push(`${role} ${one.name}`);
    const isOwners = ['feeder', 'window', 'subscriber'].some((role) => reachFor(role, one) !== null);
    if (
      isOwners &&
      address.startsWith('/api/') &&
      (await city.app.request(address, { key: city.owner.key })).status !== 200
    )
      wrong.push(`its own ${one.name}`);
  }
  expect(wrong).toEqual([]);
});

test('no list shows another agency’s, but to whom the table gives every agency’s', async () => {
  const lists = staffed.filter(({ method, path }) => method === 'GET' && !path.includes('{'));
  const shown = async (answer: Response) => {
    const text = await answer.text();
    return city.marks.filter((mark) => text.includes(mark));
  };
  const wrong: string[] = [];
  const ownersMarks = new Set<string>();
  for (const one of lists) {
    for (const role of business)
      if (reachFor(role, one) === 'own' && (await shown(await askAs(role, one, one.path))).length > 0)
        wrong.push(`${role} ${one.name}`);
    if (one.path.startsWith('/api/'))
      for (const mark of await shown(await city.app.request(one.path, { key: city.owner.key })))
        ownersMarks.add(mark);
  }
  expect(wrong).toEqual([]);
  expect(ownersMarks).toEqual(new Set(city.marks));
});

// What is named in a body or a query: the same feeder, window and subscriber, on another agency's thing.
test('what a body or a query names of another agency is as unknown as if it were not there', async () => {
  const { app, stranger, things, cookies } = city;
  const [listing, record] = [Number(things.get('listings/{id}')), Number(things.get('records/{id}'))];
  const subscription = things.get('subscriptions/{id}') ?? '';
  const note = { ground: '尚未改正' };
  const appeal = {
    kind: 'litigation',
    authority: '示例法院',
    caseNo: '（2027）示1号',
    startedOn: '2027-03-01',
  };
  const asks: [role: string, method: string, path: string, json: object | undefined, code: string][] = [
    ['feeder', 'POST', '/appeals', { target: { listing }, ...appeal }, 'case.target-unknown'],
    [
      'feeder',
      'POST',
      `/listings/${listing}/removals`,
      { ground: '已经改正', documentNo: '示1号' },
      'listing.not-authority',
    ],
    ['feeder', 'GET', `/listings/${listing}/repair-notice`, undefined, 'listing.unknown'],
    ['feeder', 'POST', `/records/${record}/uncorrected`, note, 'record.unknown'],
    ['feeder', 'GET', '/reconciliations/serious-violation?agency=SCJG', undefined, 'agency.unknown'],
    [
      'feeder',
      'PUT',
      '/records/honour/X-1',
      exampleFor('PUT /api/v1/records/{catalog}/{sourceNo}'),
      'catalog.not-yours',
    ],
    ['feeder', 'POST', `/repairs/${things.get('repairs/{id}')}/accept`, {}, 'repair.unknown'],
    [
      'feeder',
      'POST',
      `/disputes/${things.get('disputes/{id}')}/dismiss`,
      { reason: '不成立', documentNo: '示1号' },
      'dispute.unknown',
    ],
    ['window', 'POST', `/checks/${things.get('checks/{no}')}/recheck`, {}, 'check.unknown'],
    [
      'window',
      'POST',
      `/checks/${things.get('checks/{no}')}/confirm`,
      exampleFor('POST /api/v1/checks/{no}/confirm'),
      'check.unknown',
    ],
    ['subscriber', 'GET', `/feed?subscription=${subscription}&after=0`, undefined, 'subscription.unknown'],
    ['subscriber', 'POST', '/feed/ack', { subscription, upTo: 0 }, 'subscription.unknown'],
    ['subscriber', 'GET', `/deliveries?subscription=${subscription}`, undefined, 'subscription.unknown'],
  ];
  const told = await Promise.all(
    asks.map(async ([role, method, path, json]) => {
      const headers = { cookie: cookies.get(role) ?? '', origin: 'http://localhost', host: 'localhost' };
      const answer = await app.request(`/api/v1${path}`, { method, headers, ...(json && { json }) });
      return [role, method, path, (await answer.json()).code];
    }),
  );
  expect(told).toEqual(asks.map(([role, method, path, , code]) => [role, method, path, code]));
  expect(stranger.code).toBe('QTJ');
});

test('of whom another agency has told that a listing may come nobody else hears', async () => {
  const { app, owner, cookies } = city;
  const notice = {
    list: 'serious-violation',
    subject: { type: 'uscc', code: aUscc('9'), name: '示例9食品有限公司' },
    documentNo: '示市监告〔2027〕7号',
    reason: '提交虚假材料取得登记',
    basis: '市场监督管理严重违法失信名单管理办法',
    notifiedOn: '2027-03-20',
  };
  expect((await owner.api('/prior-notices', { method: 'POST', json: notice })).status).toBe(201);
  const headers = { cookie: cookies.get('feeder') ?? '', origin: 'http://localhost', host: 'localhost' };
  const answer = await app.request('/api/v1/listings?state=notified', { headers });
  expect([answer.status, (await answer.json()).items]).toEqual([200, []]);
  expect((await (await owner.api('/listings?state=notified')).json()).items).toHaveLength(1);
});
