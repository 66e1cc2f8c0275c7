import { expect, test } from 'vitest';
import { addStaff } from '../../src/access/staff/add-staff.ts';
import { makeApp } from '../kit/app.ts';
import { administratorsOf, enrol } from '../kit/people.ts';

const registry = async () => {
  const made = await makeApp();
  const { id: agencyId } = await made.agency('FGJ', ['registrar', 'window', 'feeder', 'auditor']);
  await made.agency('ZWFW', ['window']);
  const clerk = await enrol(made, { agencyId, name: '张示例', roles: ['window'] });
  const auditor = await enrol(made, { agencyId, name: '审计员', roles: ['auditor'] });
  const [row] = await made.query(`select id::text from staff where name = '张示例'`);
  return { ...made, ...(await administratorsOf(made)), agencyId, clerk, auditor, id: String(row?.id) };
};
const said = async (answer: Response | Promise<Response>) => {
  const response = await answer;
  return [response.status, (await response.json()).code];
};
const roles = (...list: string[]) => ({ json: { roles: list } });

test('whoever creates a person gives no rights, also not later; the command line may', async () => {
  const made = await registry();
  const { asSystem, query } = made;
  const path = '/agencies/FGJ/staff';
  const withRoles = { json: { name: '李示例', roles: ['window'], password: 'Correct-horse-9' } };
  expect(await said(asSystem(path, withRoles))).toEqual([403, 'access.denied']);
  const added = await asSystem(path, { json: { name: '李示例' } });
  const { id, code, ...rest } = await added.json();
  expect([added.status, rest]).toMatchObject([201, { agency: 'FGJ', name: '李示例', roles: [] }]);
  expect(code).toMatch(/^([0-9a-z]{4}-){3}[0-9a-z]{4}$/);
  expect(await said(asSystem(`/staff/${id}/give-roles`, roles('window')))).toEqual([403, 'access.denied']);
  await query(`update staff set added_by = (select 'staff:' || id::text from staff
    where name = 'security-administrator') where name = '李示例'`);
  const own = await made.asSecurity(`/staff/${id}/give-roles`, roles('window'));
  expect(await said(own)).toEqual([422, 'staff.own-rights']);
});

test.each([
  [['window'], ['system-administrator']],
  [['window'], ['auditor']],
  [[], ['system-administrator', 'security-administrator']],
  [[], ['auditor', 'registrar']],
  [['auditor'], ['security-administrator']],
  [['system-administrator'], ['feeder']],
])('%j and %j exclude each other in one person, over HTTP and at the command line', async (has, more) => {
  const made = await registry();
  await made.query(`update staff set roles = $1::text::text[] where name = '张示例'`, [`{${has.join(',')}}`]);
  const given = made.asSecurity(`/staff/${made.id}/give-roles`, roles(...more));
  expect(await said(given)).toEqual([422, 'staff.roles-exclude']);
  const input = { agency: 'FGJ', name: '王示例', roles: [...has, ...more], password: 'Correct-horse-9' };
  await expect(addStaff(made.operator, input)).rejects.toMatchObject({ code: 'staff.roles-exclude' });
});

test('an ordinary role works at once, and the person signs in anew', async () => {
  const { asSecurity, clerk, id, query } = await registry();
  const given = await asSecurity(`/staff/${id}/give-roles`, roles('feeder'));
  expect([given.status, await given.json()]).toEqual([
    200,
    { state: 'confirmed', roles: ['window', 'feeder'] },
  ]);
  expect((await clerk.api('/matters')).status).toBe(401);
  expect(await query(`select step, about::text as about from staff_history`)).toEqual([
    { step: 'roles-given', about: '{"roles":["feeder"]}' },
  ]);
});

test('the registrar takes two hands: not the asker, not the person; the auditor is one', async () => {
  const { asSecurity, asSystem, auditor, clerk, id, query } = await registry();
  const asked = await asSecurity(`/staff/${id}/give-roles`, roles('registrar'));
  const { state, grant } = await asked.json();
  expect([asked.status, state]).toEqual([202, 'pending']);
  expect((await clerk.api('/matters')).status).toBe(200);
  const confirm = `/grants/${grant}/confirm`;
  expect(await said(asSecurity(confirm))).toEqual([409, 'grant.own']);
  expect(await said(asSystem(confirm))).toEqual([403, 'access.denied']);
  expect(await said(clerk.api(confirm, { method: 'POST' }))).toEqual([403, 'access.denied']);
  const { items } = await (await auditor.api('/grants')).json();
  expect(items).toMatchObject([{ id: grant, name: '张示例', roles: ['registrar'], state: 'pending' }]);
  const confirmed = await auditor.api(confirm, { method: 'POST' });
  expect([confirmed.status, (await confirmed.json()).roles]).toEqual([201, ['window', 'registrar']]);
  expect((await clerk.api('/matters')).status).toBe(401);
  expect(await query(`select roles from staff where name = '张示例'`)).toEqual([
    { roles: ['window', 'registrar'] },
  ]);
});

test('of two who confirm at once one does, and a grant that was refused or lapsed comes to nothing', async () => {
  const { asSecurity, asSecond, asSystem, auditor, id, query } = await registry();
  const ask = async () =>
    (await (await asSecurity(`/staff/${id}/give-roles`, roles('registrar'))).json()).grant as string;
  const first = await ask();
  const both = await Promise.all([
    asSecond(`/grants/${first}/confirm`),
    auditor.api(`/grants/${first}/confirm`, { method: 'POST' }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  const second = await ask();
  expect((await asSecurity(`/grants/${second}/refuse`)).status).toBe(204);
  expect(await said(asSecond(`/grants/${second}/confirm`))).toEqual([409, 'grant.settled']);
  const third = await ask();
  expect((await asSystem(`/staff/${id}/disable`)).status).toBe(204);
  expect(await said(asSecond(`/grants/${third}/confirm`))).toEqual([409, 'grant.settled']);
  expect(await query(`select state from grants order by id`)).toEqual([
    { state: 'confirmed' },
    { state: 'refused' },
    { state: 'lapsed' },
  ]);
  expect(await said(asSecond(`/grants/${id}/confirm`))).toEqual([404, 'grant.unknown']);
});

test('nobody changes their own rights, and no key acts for a person', async () => {
  const made = await registry();
  const [own] = await made.query(`select id::text from staff where name = 'security-administrator'`);
  for (const path of ['give-roles', 'take-roles'])
    expect(await said(made.asSecurity(`/staff/${own?.id}/${path}`, roles('window')))).toEqual([
      422,
      'staff.own-rights',
    ]);
  expect(await said(made.asSecurity(`/staff/${own?.id}/disable`))).toEqual([422, 'staff.own-rights']);
  // An agency may hold the auditor's role, and its key with it: a key is no second hand.
  const { api } = await made.agency('SJJ', ['auditor']);
  const { grant } = await (await made.asSecurity(`/staff/${made.id}/give-roles`, roles('registrar'))).json();
  expect(await said(api(`/grants/${grant}/confirm`, { method: 'POST' }))).toEqual([403, 'access.denied']);
});

test('who is disabled is out at once; who comes back has no role', async () => {
  const { asSystem, clerk, id, query } = await registry();
  expect((await asSystem(`/staff/${id}/disable`)).status).toBe(204);
  expect((await clerk.api('/matters')).status).toBe(401);
  expect(
    await query(`select 1 from staff_sessions x join staff s on s.id = x.staff_id where s.name = '张示例'`),
  ).toEqual([]);
  expect((await asSystem(`/staff/${id}/enable`)).status).toBe(204);
  const { roles: left, history } = await (await asSystem(`/staff/${id}`, { method: 'GET' })).json();
  expect(left).toEqual([]);
  expect(history.map(({ step }: { step: string }) => step)).toEqual(['disabled', 'enabled']);
});

test('who moves leaves the roles behind; a name that the other agency has is refused', async () => {
  const made = await registry();
  expect((await made.asSystem(`/staff/${made.id}/move`, { json: { agency: 'ZWFW' } })).status).toBe(204);
  const moved = await (await made.asSystem(`/staff/${made.id}`, { method: 'GET' })).json();
  expect(moved).toMatchObject({ agency: 'ZWFW', roles: [] });
  await enrol(made, { agencyId: made.agencyId, name: '张示例', roles: [] });
  const back = made.asSystem(`/staff/${made.id}/move`, { json: { agency: 'FGJ' } });
  expect(await said(back)).toEqual([409, 'staff.duplicate']);
  const nowhere = made.asSystem(`/staff/${made.id}/move`, { json: { agency: 'NONE' } });
  expect(await said(nowhere)).toEqual([404, 'agency.unknown']);
});

test('what was taken is gone at once, and the history can be neither changed nor struck', async () => {
  const { asSecurity, clerk, id, query } = await registry();
  const taken = await asSecurity(`/staff/${id}/take-roles`, roles('window', 'feeder'));
  expect([taken.status, await taken.json()]).toEqual([200, { state: 'confirmed', roles: [] }]);
  expect((await clerk.api('/matters')).status).toBe(401);
  await expect(query(`delete from staff_history`)).rejects.toThrow('append-only');
  await expect(query(`update staff_history set by = 'nobody'`)).rejects.toThrow('append-only');
});

test('what the command line does stands in the trail and in the history as the operator’s', async () => {
  const { operator, query } = await registry();
  await addStaff(operator, {
    agency: 'FGJ',
    name: '登记员',
    roles: ['registrar'],
    password: 'Correct-horse-9',
  });
  const [line] = await query(`select actor from audit_lines where action = 'staff.add'`);
  const [step] = await query(`select by, step from staff_history`);
  expect([line, step]).toEqual([{ actor: 'operator:test' }, { by: 'operator:test', step: 'added' }]);
});
