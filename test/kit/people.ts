import { openSession } from '../../src/access/staff/session.ts';
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
  const callAs = async (role: string) => {
    const { api } = await enrol(made, { agencyId: id, name: role, roles: [role] });
    return (path: string, call: Call = {}) => api(path, { method: 'POST', ...call });
  };
  return {
    asSystem: await callAs('system-administrator'),
    asSecurity: await callAs('security-administrator'),
  };
};
