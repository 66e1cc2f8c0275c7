import { expect, test } from 'vitest';
import { addStaff } from '../../src/access/staff/add-staff.ts';
import { makeApp } from '../kit/app.ts';
import { aUscc } from '../kit/identities.ts';
import { administratorsOf, enrol } from '../kit/people.ts';

const checks = [{ subject: { type: 'uscc', code: aUscc('1') }, purpose: 'commitment' }];

const registry = async (roles: readonly string[] = ['window']) => {
  const made = await makeApp();
  const window = await made.agency('ZWFW', ['window', 'feeder']);
  const clerk = await enrol(made, { agencyId: window.id, name: '张示例', roles });
  const [row] = await made.query(`select id::text from staff where name = '张示例'`);
  return { ...made, window, clerk, id: String(row?.id) };
};
type Answer = Promise<Response> | Response;
type Asker = { api: (path: string, call: { method: string; json: object }) => Answer };
const said = async ({ api }: Asker) => {
  const answer = await api('/checks/batch', { method: 'POST', json: { checks } });
  const { code, items } = await answer.json();
  return [answer.status, code ?? items.length];
};

// Kind: a right to take much at once that comes with the right to take one.
test('a key of the window checks ten thousand at once, a clerk only by name; a single check stays free', async () => {
  const made = await registry();
  expect(await said({ api: async (path, call) => made.window.api(path, call) })).toEqual([200, 1]);
  expect(await said(made.clerk)).toEqual([403, 'access.denied']);
  const one = await made.clerk.api('/checks', { method: 'POST', json: checks[0] });
  expect(one.status).toBe(201);
  expect(await made.query('select count(*)::int as n from checks')).toEqual([{ n: 2 }]);
});

test('the security administrator gives the right by name and takes it back; both stand in the history', async () => {
  const made = await registry();
  const { asSecurity, asSystem } = await administratorsOf(made);
  const json = { roles: ['check.batch'] };
  expect((await asSystem(`/staff/${made.id}/give-roles`, { json })).status).toBe(403);
  const given = await asSecurity(`/staff/${made.id}/give-roles`, { json });
  expect([given.status, await given.json()]).toEqual([
    200,
    { state: 'confirmed', roles: ['window', 'check.batch'] },
  ]);
  const anew = async () => {
    const { openSession } = await import('../../src/access/sessions/session.ts');
    const cookie = (await openSession(made.deps, made.id)).cookie.split(';')[0] ?? '';
    return {
      api: async (path: string, call: { method: string; json: object }) =>
        made.request(`/api/v1${path}`, {
          ...call,
          headers: { cookie, origin: 'http://localhost', host: 'localhost' },
        }),
    };
  };
  expect(await said(await anew())).toEqual([200, 1]);
  expect((await asSecurity(`/staff/${made.id}/take-roles`, { json })).status).toBe(200);
  expect(await said(await anew())).toEqual([403, 'access.denied']);
  const steps = await made.query(`select step, about->>'roles' as roles from staff_history order by id`);
  expect(steps).toEqual([
    { step: 'roles-given', roles: '["check.batch"]' },
    { step: 'roles-taken', roles: '["check.batch"]' },
  ]);
});

test.each([
  ['alone', ['check.batch']],
  ['beside another role', ['feeder', 'check.batch']],
])('the right %s opens nothing: it stands beside the role of the window', async (_, roles) => {
  expect(await said((await registry(roles)).clerk)).toEqual([403, 'access.denied']);
});

test('no administrator and no auditor has it', async () => {
  const made = await registry();
  for (const role of ['auditor', 'system-administrator', 'security-administrator']) {
    const input = {
      agency: 'ZWFW',
      name: '王示例',
      roles: [role, 'check.batch'],
      password: 'Correct-horse-9',
    };
    await expect(addStaff(made.operator, input)).rejects.toMatchObject({ code: 'staff.roles-exclude' });
  }
});
