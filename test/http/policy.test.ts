import { beforeAll, expect, test } from 'vitest';
import { policies, roles } from '../../src/access/policy.rules.ts';
import { permissionsOf } from '../../src/access/reach.rules.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { enrol } from '../kit/people.ts';
import { type Asking, everyAsking, everyOperation, filled } from '../kit/routes.ts';

// docs/roles.md, cell by cell: whoever the table leaves out is refused, and nobody else is.
let app: TestApp;
const cookies = new Map<string, string>();
beforeAll(async () => {
  app = await makeApp();
  const held = ['feeder', 'window', 'subscriber', 'registrar', 'auditor'] as const;
  const { id } = await app.agency('QTJ', held, ['serious-violation'], '虚构其他局');
  for (const role of roles)
    cookies.set(role, (await enrol(app, { agencyId: id, name: role, roles: [role] })).cookie);
});

const aUuid = '00000000-0000-7000-8000-000000000000';
const bearUuids =
  /^\/(api\/v1|desk)\/(account\/)?(batches|subscriptions|notices|deliveries|grants|keys|staff|people|sessions|drop-sources|supervision|changes)\//;
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
  const { identityBasis: _, roles: given, ...rest } = body as Record<string, unknown>;
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

// Signing out last: the others need the session.
const endsSession = ({ name }: Asking) => /logout|DELETE \/api\/v1\/session$/.test(name);
const inOrder = [...everyAsking.filter((one) => !endsSession(one)), ...everyAsking.filter(endsSession)];
const NOT_KNOWN = ['access.unauthenticated', 'access.cross-site'];

test.each(roles)('%s is refused at each route and page as the table says, and at no other', async (role) => {
  const may = permissionsOf([role], 'person');
  const wrong: string[] = [];
  for (const one of inOrder) {
    const answer = await ask(one, cookies.get(role) ?? '');
    const code = await codeOf(answer);
    const isAllowed = one.action === 'anyone' || (one.action !== null && may.has(one.action));
    const isAsTold = isAllowed
      ? code !== 'access.denied' && answer.status !== 500
      : code === 'access.denied' && answer.status === 403;
    if (!isAsTold || (code !== null && NOT_KNOWN.includes(code)))
      wrong.push(`${one.name} (${one.action}): ${answer.status} ${code}`);
  }
  expect(wrong).toEqual([]);
  expect(inOrder.length).toBeGreaterThan(340);
});

// Where a purpose is asked for, a body without one is refused at its place.
const withoutPurpose = (body: unknown): unknown => {
  if (Array.isArray(body)) return body.map(withoutPurpose);
  if (typeof body !== 'object' || body === null || !('purpose' in body)) return undefined;
  const { purpose: _, ...rest } = body;
  return rest;
};

test('what the table says is asked for with a purpose is, and nothing else', async () => {
  const asking = everyAsking.flatMap((one) => {
    const json = withoutPurpose(told.get(one.name)?.body);
    const hasNone = json === undefined || (Array.isArray(json) && json.every((line) => line === undefined));
    return hasNone || one.action === null || one.action === 'anyone'
      ? []
      : [{ ...one, action: one.action, json }];
  });
  const seen = new Set<string>();
  for (const one of asking) {
    const role = roles.find((some) => permissionsOf([some], 'key').has(one.action)) ?? '';
    const { id } = (await app.query(`select id from agencies where code = 'QTJ'`))[0] ?? {};
    const given = policies[one.action].byName ? [role, one.action] : [role];
    const person = { agencyId: Number(id), name: `${role} ${one.name}`, roles: given };
    const answer = await ask(one, (await enrol(app, person)).cookie, one.json);
    const { errors = [] } = await answer.json();
    const isAsked = errors.some(({ pointer = '' }: { pointer?: string }) => pointer.endsWith('/purpose'));
    expect([one.name, isAsked]).toEqual([one.name, policies[one.action].purpose === true]);
    if (isAsked) seen.add(one.action);
  }
  const marked = Object.entries(policies).flatMap(([action, { purpose }]) => (purpose ? [action] : []));
  // By persons, GET /listings: test/http/refusals.test.ts (listing.purpose-required).
  expect([...seen, 'listing.list-persons'].toSorted()).toEqual(marked.toSorted());
});
