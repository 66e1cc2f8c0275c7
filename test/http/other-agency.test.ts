import { beforeAll, expect, test } from 'vitest';
import { policies, type Who } from '../../src/access/policy.rules.ts';
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
