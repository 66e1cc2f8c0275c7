import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everyAsking } from '../kit/routes.ts';
import { business, exampleFor, twoAgencies } from '../kit/two-agencies.ts';

// `npm run attack` asks ten thousand.
const REQUESTS = Number(process.env.ATTACK_REQUESTS ?? 400);

test('of requests with keys, cookies, routes and things at random none crosses from one agency to another', async () => {
  const { app, owner, cookies, things, kept, marks } = await twoAgencies();
  const stranger = await app.agency(
    'ESJ',
    ['feeder', 'window', 'subscriber'],
    ['serious-violation'],
    '虚构二局',
  );
  const before = await kept();
  const cookieOf = (role: string) => cookies.get(role) ?? '';
  const callers: Record<string, string>[] = [
    {},
    { authorization: `Bearer ${stranger.key}` },
    { authorization: `Bearer ${owner.key.slice(0, -1)}x` },
    { authorization: `Bearer ${'A'.repeat(43)}` },
    { cookie: `registry_session=${'a'.repeat(43)}` },
    ...business
      .filter((role) => role !== 'registrar' && role !== 'auditor')
      .map((role) => ({ cookie: cookieOf(role) })),
    { cookie: cookieOf('window'), authorization: `Bearer ${'B'.repeat(43)}` },
  ];
  const own = { origin: 'http://localhost', host: 'localhost', accept: 'application/json' };
  const asked = everyAsking.filter(
    ({ path, action, name }) =>
      /^\/(api|desk)\//.test(path) && action !== 'anyone' && !/events|feed/.test(name),
  );
  const values = fc.constantFrom(...things.values(), '1', '2', 'x', '..', '%2e%2e');
  const wrong: string[] = [];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...asked),
      fc.constantFrom(...callers),
      values,
      fc.constantFrom('', '?agency=SCJG', '?agency=SCJG&role=owner', '?limit=200'),
      async ({ name, method, path }, caller, value, search) => {
        const address = `${path.replace(/\{\w+\}/g, value)}${search}`;
        const json = method === 'GET' || !path.startsWith('/api/') ? undefined : exampleFor(name);
        const headers = { ...own, ...caller };
        const answer = await app.request(address, { method, headers, ...(json && { json }) });
        const body = await answer.text();
        if (answer.status >= 500) wrong.push(`${method} ${address}: ${answer.status}`);
        // An answer may say again what was asked for; more of the owner's is a crossing.
        if (answer.ok && marks.some((mark) => mark !== value && body.includes(mark)))
          wrong.push(`${method} ${address} tells of the owner's`);
      },
    ),
    { numRuns: REQUESTS, endOnFailure: true },
  );
  expect(wrong).toEqual([]);
  const after = await kept();
  const lost = before.split('\n').filter((line) => !after.includes(line));
  expect(lost).toEqual([]);
});
