import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia } from 'lucia';
import { dayOf } from '../../kernel/day.ts';
import { type AgencyRow, agencyActor } from '../../platform/door/actor.ts';
import type { Statement } from '../../platform/door/db.ts';
import type { Actor, Deps } from '../../platform/door/deps.ts';
import { sha256Hex } from '../../platform/keys/hash.ts';
import { toBase64Url } from '../../platform/keys/vault.ts';
import { actorColumns } from '../agencies/agency.table.ts';

// Lucia is retired upstream (ADR 0008): nothing outside this file names it, and the table holds
// only a hash of the session id.
const hashed = (id: string) => sha256Hex(`session:${id}`);

const adapter = (statement: Statement): Adapter => ({
  getSessionAndUser: async (id) => {
    const [row] = await statement(
      `select staff_id::text as "staffId", extract(epoch from expires_at)::float8 as expires
      from staff_sessions
      where id_hash = $1`,
      [hashed(id)],
    );
    if (!row) return [null, null];
    const session: DatabaseSession = {
      id,
      userId: String(row.staffId),
      expiresAt: new Date(Number(row.expires) * 1000),
      attributes: {},
    };
    const user: DatabaseUser = { id: String(row.staffId), attributes: {} };
    return [session, user];
  },
  getUserSessions: async () => [],
  setSession: async ({ id, userId, expiresAt }) => {
    await statement(
      `insert into staff_sessions (id_hash, staff_id, expires_at)
      values ($1, $2::text::uuid, $3::text::timestamptz)`,
      [hashed(id), userId, expiresAt.toISOString()],
    );
  },
  updateSessionExpiration: async (id, expiresAt) => {
    await statement(`update staff_sessions set expires_at = $2::text::timestamptz where id_hash = $1`, [
      hashed(id),
      expiresAt.toISOString(),
    ]);
  },
  deleteSession: async (id) =>
    void (await statement(`delete from staff_sessions where id_hash = $1`, [hashed(id)])),
  deleteUserSessions: async (userId) =>
    void (await statement(`delete from staff_sessions where staff_id = $1::text::uuid`, [userId])),
  // forgetSessions does.
  deleteExpiredSessions: async () => {},
});

const lucia = (deps: Deps) =>
  new Lucia(adapter(deps.statement), {
    sessionCookie: {
      name: 'registry_session',
      attributes: { secure: deps.config.publicUrl.startsWith('https:'), sameSite: 'lax' },
    },
  });

export const openSession = async (deps: Deps, staffId: string): Promise<{ cookie: string }> => {
  const sessions = lucia(deps);
  const session = await sessions.createSession(staffId, {}, { sessionId: toBase64Url(deps.randomBytes(32)) });
  return { cookie: sessions.createSessionCookie(session.id).serialize() };
};

export const closeSession = async (deps: Deps, cookieHeader: string): Promise<{ cookie: string }> => {
  const sessions = lucia(deps);
  const id = sessionIn(cookieHeader);
  if (id) await sessions.invalidateSession(id);
  return { cookie: sessions.createBlankSessionCookie().serialize() };
};

// Not by the library's reader: it unescapes every cookie of the browser, and throws at a stray
// percent sign in any of them.
const sessionIn = (cookieHeader: string): string | undefined =>
  /(?:^|;)\s*registry_session=([\w-]{1,128})\s*(?:;|$)/.exec(cookieHeader)?.[1];

// The person behind a session cookie, or nobody.
export const actorOfSession = async (deps: Deps, cookieHeader: string): Promise<Actor | null> => {
  const id = sessionIn(cookieHeader);
  if (!id) return null;
  const { user } = await lucia(deps).validateSession(id);
  if (!user) return null;
  const [row] = await deps.quick(
    `select jsonb_build_object('name', s.name, 'roles', s.roles) as person, ${actorColumns}
     from staff s
       join agencies a on a.id = s.agency_id
     where s.id = $1::text::uuid and s.disabled_at is null`,
    [user.id],
  );
  if (!row) return null;
  const { person, ...agency } = row as AgencyRow & { person: { name: string; roles: readonly string[] } };
  const who = { by: `staff:${user.id}`, today: dayOf(deps.clock.now()), person };
  return agencyActor(agency, who, deps.permissionsOf);
};

// A count of failed tries is of use for a day (sign-in-tries.rules.ts).
const outdated = [
  `delete from staff_sessions where expires_at <= $1::text::timestamptz`,
  `delete from sign_in_tries where last_at <= $1::text::timestamptz - interval '1 day'`,
];

export const forgetSessions = async ({ statement, clock }: Deps): Promise<void> => {
  for (const text of outdated) await statement(text, [clock.now().toISOString()]);
};
