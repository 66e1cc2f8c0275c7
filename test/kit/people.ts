import { URI } from 'otpauth';
import { openSession } from '../../src/access/sessions/session.ts';
import type { TestApp } from './app.ts';

type Call = { method?: string; json?: unknown; headers?: Record<string, string> };
type Person = { agencyId: number; name: string; roles: readonly string[]; passwordHash?: string };

// A person with a session, without the slow password: for tests that are not about signing in.
export const enrol = async (made: TestApp, { agencyId, name, roles, passwordHash = 'none' }: Person) => {
  const id = made.deps.newId();
  await made.query(
    `insert into staff (id, agency_id, name, password_hash, roles, created_at)
     select $1, $2, $3, $4, array(select jsonb_array_elements_text($5::text::jsonb)), '2026-11-24T02:00:00Z'`,
    [id, agencyId, name, passwordHash, JSON.stringify(roles)],
  );
  const cookie = (await openSession(made.deps, id)).cookie.split(';')[0] ?? '';
  const own = { cookie, origin: 'http://localhost', host: 'localhost' };
  return {
    cookie,
    api: (path: string, { method = 'GET', json, headers = {} }: Call = {}) =>
      made.request(`/api/v1${path}`, { method, headers: { ...own, ...headers }, json }),
  };
};

// System and security administration are two people of one agency.
export const administratorsOf = async (made: TestApp) => {
  const { id } = await made.agency('XXZX', ['registrar']);
  const callAs = async (role: string, name = role) => {
    const { api } = await enrol(made, { agencyId: id, name, roles: [role] });
    return (path: string, call: Call = {}) => api(path, { method: 'POST', ...call });
  };
  const [asSystem, asSecurity] = [
    await callAs('system-administrator'),
    await callAs('security-administrator'),
  ];
  // The second hand of what the first security administrator asks for.
  const asSecond = await callAs('security-administrator', '第二安全管理员');
  const keyByTwoHands = async (agency: string, call: Call = {}) => {
    const { id: grant } = await (await asSecurity(`/agencies/${agency}/keys`)).json();
    const answer = await asSecond(`/grants/${grant}/confirm`, call);
    return (await answer.json()).key as { id: string; key: string };
  };
  return { asSystem, asSecurity, asSecond, keyByTwoHands };
};

/** What an authenticator that holds this address shows at an instant. */
export const shownBy = (otpauth: string, at: string): string =>
  URI.parse(otpauth).generate({ timestamp: Date.parse(at) });

export const requireFactor = (made: Pick<TestApp, 'query'>) =>
  made.query(`insert into settings (key, value, basis, valid_from)
    values ('staff.second-factor', '1', '本市设定', '2026-01-01')`);
