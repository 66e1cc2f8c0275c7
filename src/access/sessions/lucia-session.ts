import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from 'lucia';
import type { DbRow, Statement } from '../../platform/door/db.ts';
import type { Deps } from '../../platform/door/deps.ts';
import { sha256Hex } from '../../platform/keys/hash.ts';
import { actorColumns } from '../agencies/agency.table.ts';
import { isLiveSession, sessionEnds, wasUsedBefore } from './session.rules.ts';

// Lucia is retired upstream (ADR 0008): nothing outside this file names it, and the table holds
// only a hash of the session id.
export const sessionHash = (id: string) => sha256Hex(`session:${id}`);

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<{ row: DbRow }, { row: DbRow }>;
    DatabaseUserAttributes: DbRow;
    DatabaseSessionAttributes: DbRow;
  }
}

// From where, and with what, somebody signed in.
export type Visit = { address: string; device: string };

// The database has judged by its own clock; the library's, of this process, is never asked.
const JUDGED_ALREADY = new Date(8.64e15);

const READ = `select ${wasUsedBefore} as "wasUsedBefore",
    s.id::text as "staffId", jsonb_build_object('name', s.name, 'roles', s.roles) as person, ${actorColumns}
  from staff_sessions x
    join staff s on s.id = x.staff_id
    join agencies a on a.id = s.agency_id
  where x.id_hash = $1 and ${isLiveSession} and s.disabled_at is null`;

const OPEN = `insert into staff_sessions (id_hash, id, staff_id, expires_at, idle_minutes, address, device)
  values ($1, $2::text::uuid, $3::text::uuid, now() + make_interval(mins => $4::int), $5::int, $6, $7)`;

const LIST = `select x.id::text, x.id_hash as "idHash", x.address, x.device,
    extract(epoch from x.opened_at)::float8 as opened, extract(epoch from x.used_at)::float8 as used,
    extract(epoch from ${sessionEnds})::float8 as ends
  from staff_sessions x where x.staff_id = $1::text::uuid and ${isLiveSession} order by x.used_at desc, x.id`;

const adapter = ({ statement, quick }: Pick<Deps, 'statement' | 'quick'>, opens?: Opening): Adapter => ({
  getSessionAndUser: async (id) => {
    const [row] = await quick(READ, [sessionHash(id)]);
    if (!row) return [null, null];
    const userId = String(row.staffId);
    const session: DatabaseSession = { id, userId, expiresAt: JUDGED_ALREADY, attributes: {} };
    const user: DatabaseUser = { id: userId, attributes: row };
    return [session, user];
  },
  getUserSessions: async (userId) =>
    (await statement(LIST, [userId])).map((row) => ({
      id: String(row.id),
      userId,
      expiresAt: JUDGED_ALREADY,
      attributes: row,
    })),
  setSession: async ({ id, userId }) => {
    if (!opens) return;
    const { address, device } = opens.visit;
    const params = [sessionHash(id), opens.shownId, userId, opens.absolute, opens.idle, address, device];
    await statement(OPEN, params);
  },
  updateSessionExpiration: (id) => noteUse(statement, id),
  deleteSession: async (id) =>
    void (await statement(`delete from staff_sessions where id_hash = $1`, [sessionHash(id)])),
  deleteUserSessions: async (userId) =>
    void (await statement(`delete from staff_sessions where staff_id = $1::text::uuid`, [userId])),
  // forgetSessions does.
  deleteExpiredSessions: async () => {},
});

export type Opening = { shownId: string; absolute: number; idle: number; visit: Visit };

export const noteUse = async (statement: Statement, id: string): Promise<void> => {
  await statement(`update staff_sessions x set used_at = now() where x.id_hash = $1 and ${wasUsedBefore}`, [
    sessionHash(id),
  ]);
};

const isSecure = ({ config }: Pick<Deps, 'config'>) => config.publicUrl.startsWith('https:');

/** Browsers take a `__Host-` cookie only over https, from this host and for all of it. */
export const sessionCookieName = (deps: Pick<Deps, 'config'>) =>
  isSecure(deps) ? '__Host-registry_session' : 'registry_session';

export const luciaOf = (deps: Deps, opens?: Opening) =>
  new Lucia(adapter(deps, opens), {
    sessionExpiresIn: new TimeSpan(opens?.absolute ?? 0, 'm'),
    sessionCookie: {
      name: sessionCookieName(deps),
      attributes: { secure: isSecure(deps), sameSite: 'lax' },
    },
    getUserAttributes: (row: DbRow) => ({ row }),
    getSessionAttributes: (row: DbRow) => ({ row }),
  });
