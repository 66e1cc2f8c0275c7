import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { rolesText } from '../../scripts/roles-text.ts';
import { issueKey } from '../../src/access/keys/issue-key.ts';
import { policies } from '../../src/access/policy.rules.ts';
import { roles } from '../../src/access/policy-row.rules.ts';
import { permissionsOf } from '../../src/access/reach.rules.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aUscc } from '../kit/identities.ts';
import { enrol } from '../kit/people.ts';
import { type Asking, everyAsking, everyOperation, filled } from '../kit/routes.ts';

// docs/roles.md, cell by cell: whoever the table leaves out is refused, and nobody else is.
let app: TestApp;
let agencyId: number;
const cookies = new Map<string, string>();
beforeAll(async () => {
  app = await makeApp();
  const held = ['feeder', 'window', 'subscriber', 'registrar', 'auditor'] as const;
  agencyId = (await app.agency('QTJ', held, ['serious-violation'], '虚构其他局')).id;
  for (const role of roles)
    cookies.set(role, (await enrol(app, { agencyId, name: role, roles: [role] })).cookie);
});

const aUuid = '00000000-0000-7000-8000-000000000000';
const bearUuids =
  /^\/(api\/v1|desk)\/(account\/)?(batches|subscriptions|notices|deliveries|grants|keys|staff|people|sessions|drop-sources|supervision|changes|authorisations|field-reports)\//;
const valuesFor = (path: string) => ({
  id: bearUuids.test(path) ? aUuid : '999999',
  no: 'HC20261124-00000000',
  catalog: 'serious-violation',
  code: path.includes('agencies') ? 'NONE' : 'serious-violation',
  agency: 'NONE',
  version: '1',
  year: '2027',
});
// These need one right more, which a test of their own asks for.
const withoutMore = (body: unknown): unknown => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const { identityBasis: _, agency: __, roles: given, ...rest } = body as Record<string, unknown>;
  return given === undefined ? rest : { ...rest, roles: [] };
};

const told = new Map(everyOperation.map((one) => [`${one.method} ${one.path}`, one]));
const ask = ({ name, method, path }: Asking, cookie: string, json?: unknown) => {
  const operation = told.get(name);
  const query = (operation?.query ?? []).filter(({ required }) => required);
  const search = new URLSearchParams(query.map((one) => [one.name, one.example] as [string, string]));
  const body = json ?? (path.startsWith('/api/') ? withoutMore(operation?.body) : undefined);
  const headers = { cookie, origin: 'http://localhost', host: 'localhost', accept: 'application/json' };
  const address = `${filled(path, valuesFor(path))}?${search}`;
  return app.request(address, { method, headers, ...(body === undefined ? {} : { json: body }) });
};
const codeOf = async (answer: Response): Promise<string | null> =>
  answer.headers.get('content-type')?.includes('problem+json') ? (await answer.json()).code : null;

// Whoever signs out has a session of its own for that.
const endsSession = ({ name }: Asking) => /logout|DELETE \/api\/v1\/session$/.test(name);
const cookieFor = async (role: string, one: Asking): Promise<string> => {
  if (!endsSession(one)) return cookies.get(role) ?? '';
  return (await enrol(app, { agencyId, name: `${role} ${one.name}`, roles: [role] })).cookie;
};
const NOT_KNOWN = ['access.unauthenticated', 'access.cross-site'];

test.each(roles)('%s is refused at each route and page as the table says, and at no other', async (role) => {
  const may = permissionsOf([role], 'person');
  const wrong: string[] = [];
  for (const one of everyAsking) {
    const answer = await ask(one, await cookieFor(role, one));
    const code = await codeOf(answer);
    const isAllowed = one.action === 'anyone' || (one.action !== null && may.has(one.action));
    const isAsTold = isAllowed
      ? code !== 'access.denied' && answer.status !== 500
      : code === 'access.denied' && answer.status === 403;
    if (!isAsTold || (code !== null && NOT_KNOWN.includes(code)))
      wrong.push(`${one.name} (${one.action}): ${answer.status} ${code}`);
  }
  expect(wrong).toEqual([]);
  expect(everyAsking.length).toBeGreaterThan(340);
});

// Where a purpose is asked for, a body without one is refused at its place.
const withoutPurpose = (body: unknown): unknown => {
  if (Array.isArray(body)) {
    const lines = body.map(withoutPurpose);
    return lines.length === 0 || lines.includes(undefined) ? undefined : lines;
  }
  if (typeof body !== 'object' || body === null) return undefined;
  if ('purpose' in body) return Object.fromEntries(Object.entries(body).filter(([key]) => key !== 'purpose'));
  const [key, lines] = Object.entries(body).find(([, inner]) => Array.isArray(inner)) ?? [];
  const without = withoutPurpose(lines);
  return key === undefined || without === undefined ? undefined : { ...body, [key]: without };
};

test('what the table says is asked for with a purpose is, and nothing else', async () => {
  const asking = everyAsking.flatMap((one) => {
    const json = withoutPurpose(told.get(one.name)?.body);
    return json === undefined || one.action === null || one.action === 'anyone'
      ? []
      : [{ ...one, action: one.action, json }];
  });
  const seen = new Set<string>();
  for (const one of asking) {
    const role = roles.find((some) => permissionsOf([some], 'key').has(one.action)) ?? '';
    const given = policies[one.action].byName ? [role, one.action] : [role];
    const person = { agencyId, name: `${role} ${one.name}`, roles: given };
    const answer = await ask(one, (await enrol(app, person)).cookie, one.json);
    // Of a batch, each entry has its own errors.
    const isAsked = /"pointer":"[^"]*\/purpose"/.test(await answer.text());
    expect([one.name, isAsked]).toEqual([one.name, policies[one.action].purpose === true]);
    if (isAsked) seen.add(one.action);
  }
  const marked = Object.entries(policies).flatMap(([action, { purpose }]) => (purpose ? [action] : []));
  // By persons, GET /listings: test/http/refusals.test.ts (listing.purpose-required).
  expect([...seen, 'listing.list-persons'].toSorted()).toEqual(marked.toSorted());
});

// The cells above are those of the table; that the table is still the one which the office signed is told by the page.
test('the table is the one that is printed in docs/roles.md', () => {
  expect(readFileSync('docs/roles.md', 'utf8')).toBe(rolesText);
});

test('a right by name is nobody’s by the role alone, and a key is never more than its own part', async () => {
  const batch = { checks: [{ subject: { type: 'uscc', code: aUscc('1') }, purpose: 'commitment' }] };
  const asWindow = {
    headers: { cookie: cookies.get('window') ?? '', origin: 'http://localhost', host: 'localhost' },
  };
  const plain = await app.request('/api/v1/checks/batch', { method: 'POST', json: batch, ...asWindow });
  expect([plain.status, await codeOf(plain)]).toEqual([403, 'access.denied']);
  const named = await enrol(app, { agencyId, name: '逐人另授', roles: ['window', 'check.batch'] });
  expect((await named.api('/checks/batch', { method: 'POST', json: batch })).status).toBe(200);

  await app.agency('SYJ', ['feeder', 'window'], ['serious-violation', 'honour'], '虚构双目录局');
  const { key } = await issueKey(app.operator, { agency: 'SYJ', roles: ['feeder'], catalogs: ['honour'] });
  const check = { subject: { type: 'uscc', code: aUscc('1') }, purpose: 'commitment' };
  const asked = await app.request('/api/v1/checks', { method: 'POST', json: check, key });
  expect([asked.status, await codeOf(asked)]).toEqual([403, 'access.denied']);
  const headers = { 'content-type': 'text/csv' };
  const fed = await app.request('/api/v1/batches?catalog=serious-violation', {
    method: 'POST',
    headers,
    body: 'a\n1\n',
    key,
  });
  expect([fed.status, await codeOf(fed)]).toEqual([403, 'catalog.not-yours']);
});
