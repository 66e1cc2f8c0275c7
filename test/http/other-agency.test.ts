import { beforeAll, expect, test } from 'vitest';
import { policies, type Who } from '../../src/access/policy.rules.ts';
import { loadMeasures } from '../../src/law/measures/load-measures.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aUscc } from '../kit/identities.ts';
import { enrol } from '../kit/people.ts';
import { type Asking, everyAsking, everyOperation } from '../kit/routes.ts';
import { type Agency, aViolationRow, upload } from '../kit/uploads.ts';

// One agency has one of each; people of another try every route and page that leads to it. Letters, notices and
// deliveries: supervision-letters, notices and deliveries-background.
const business = ['feeder', 'window', 'subscriber', 'registrar', 'auditor'] as const;
const subject = { type: 'uscc', code: aUscc('1') };
let app: TestApp;
let owner: Agency;
let things: ReadonlyMap<string, string>;
const cookies = new Map<string, string>();

const made = async (path: string, json: object): Promise<Record<string, unknown>> => {
  const answer = await owner.api(path, { method: 'POST', json });
  const body = await answer.json();
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(body)}`);
  return body;
};
const exampleFor = (name: string): object => {
  const found = everyOperation.find(({ method, path }) => `${method} ${path}` === name)?.body;
  return typeof found === 'object' && found !== null ? found : {};
};

beforeAll(async () => {
  app = await makeApp();
  await loadMeasures(app.operator);
  owner = await app.agency('SCJG', ['feeder', 'window', 'subscriber'], ['serious-violation']);
  const { id } = await app.agency('QTJ', business, ['serious-violation'], '虚构其他局');
  const batch = await upload(app, owner, { catalog: 'serious-violation', rows: [aViolationRow(owner, '1')] });
  const [row] = await app.query('select id, record_id as record from listings');
  const [listing, record] = [Number(row?.id), Number(row?.record)];
  const check = await made('/checks', { subject, purpose: 'commitment' });
  const report = await made('/reports', { subject, purpose: 'licensing', caseNo: 'BJ-3' });
  const subscription = await made('/subscriptions', { name: '名单', schedule: { kind: 'at-once' } });
  app.setNow('2027-04-01T02:00:00Z');
  const about = { target: { listing }, subject };
  const received = ['duty-proof', 'credit-commitment'];
  const repair = await made('/repairs', { ...about, reason: '已履行处罚决定', received, caseNo: 'BJ-1' });
  const filing = { ground: 'wrong', statement: '处罚决定已被撤销', caseNo: 'BJ-2' };
  const dispute = await made('/disputes', { ...about, ...filing });
  things = new Map([
    ['batches/{id}', String(batch.id)],
    ['checks/{no}', String(check.no)],
    ['reports/{no}', String(report.no)],
    ['subscriptions/{id}', String(subscription.id)],
    ['repairs/{id}', String(repair.id)],
    ['disputes/{id}', String(dispute.id)],
    ['listings/{id}', String(listing)],
    ['repair-notices/{id}', String(listing)],
    ['records/{id}', String(record)],
  ]);
  for (const role of business)
    cookies.set(role, (await enrol(app, { agencyId: id, name: role, roles: [role] })).cookie);
});

const isAmong = (role: string, who: Who = []) => who === 'everyone' || who.some((one) => one === role);
const reachFor = (role: string, { action }: Asking): 'own' | 'any' | null => {
  if (action === null || action === 'anyone') return null;
  if (isAmong(role, policies[action].any)) return 'any';
  return isAmong(role, policies[action].own) ? 'own' : null;
};

const staffed = everyAsking.filter(({ path }) => /^\/(api|desk)\//.test(path));
const addressOf = ({ path }: Asking): string | null => {
  const place = [...things.keys()].find((one) => path.includes(`/${one}`));
  return place === undefined ? null : path.replace(place, place.replace(/\{\w+\}/, things.get(place) ?? ''));
};
const askAs = (role: string, { name, method }: Asking, address: string) =>
  app.request(address, {
    method,
    headers: {
      cookie: cookies.get(role) ?? '',
      origin: 'http://localhost',
      host: 'localhost',
      accept: 'application/json',
    },
    ...(method !== 'GET' && address.startsWith('/api/') ? { json: exampleFor(name) } : {}),
  });

const kept = async (): Promise<string> => {
  const tables = [
    'batches',
    'records',
    'listings',
    'checks',
    'reports',
    'subscriptions',
    'repairs',
    'disputes',
  ];
  const rows = [];
  for (const table of tables)
    rows.push(...(await app.query(`select '${table} ' || t::text as line from ${table} t order by 1`)));
  return rows.map(({ line }) => line).join('\n');
};

test('what is one agency’s own is neither seen nor changed by another, at any route or page', async () => {
  const before = await kept();
  const wrong: string[] = [];
  let tried = 0;
  for (const one of staffed) {
    const address = addressOf(one);
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
  expect(await kept()).toBe(before);
});

test('it is there: whoever reaches every agency’s sees it, and so does its own', async () => {
  const wrong: string[] = [];
  for (const one of staffed.filter(({ method, name }) => method === 'GET' && !name.endsWith('/events'))) {
    const address = addressOf(one);
    if (address === null) continue;
    for (const role of business)
      if (reachFor(role, one) === 'any' && (await askAs(role, one, address)).status !== 200)
        wrong.push(`${role} ${one.name}`);
    const isOwners = ['feeder', 'window', 'subscriber'].some((role) => reachFor(role, one) !== null);
    if (
      isOwners &&
      address.startsWith('/api/') &&
      (await app.request(address, { key: owner.key })).status !== 200
    )
      wrong.push(`its own ${one.name}`);
  }
  expect(wrong).toEqual([]);
});

test('no list shows another agency’s, but to whom the table gives every agency’s', async () => {
  const marks = ['batches/{id}', 'checks/{no}', 'reports/{no}', 'subscriptions/{id}'].map(
    (place) => things.get(place) ?? '',
  );
  const lists = staffed.filter(({ method, path }) => method === 'GET' && !path.includes('{'));
  const shown = async (answer: Response) => {
    const text = await answer.text();
    return marks.filter((mark) => text.includes(mark));
  };
  const wrong: string[] = [];
  const ownersMarks = new Set<string>();
  for (const one of lists) {
    for (const role of business)
      if (reachFor(role, one) === 'own' && (await shown(await askAs(role, one, one.path))).length > 0)
        wrong.push(`${role} ${one.name}`);
    if (one.path.startsWith('/api/'))
      for (const mark of await shown(await app.request(one.path, { key: owner.key }))) ownersMarks.add(mark);
  }
  expect(wrong).toEqual([]);
  expect(ownersMarks).toEqual(new Set(marks));
});
