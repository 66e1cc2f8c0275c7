import { dayOf } from '../../kernel/day.ts';
import { withoutPersonalNumbers } from '../../kernel/personal-numbers.ts';
import { type AgencyRow, agencyActor } from '../../platform/door/actor.ts';
import type { DbRow } from '../../platform/door/db.ts';
import type { Actor, Deps } from '../../platform/door/deps.ts';
import { toBase64Url } from '../../platform/keys/bytes.ts';
import { luciaOf, noteUse, sessionCookieName, type Visit } from './lucia-session.ts';
import { isLiveSession, shownDevice } from './session.rules.ts';
import { readStaffTerms } from './staff-terms.store.ts';

const nowhere: Visit = { address: '', device: '' };

export const openSession = async (
  deps: Deps,
  staffId: string,
  { address, device }: Visit = nowhere,
): Promise<{ cookie: string }> => {
  const terms = await readStaffTerms(deps.statement, dayOf(deps.clock.now()));
  const sessions = luciaOf(deps, {
    shownId: deps.newId(),
    absolute: terms('session.absolute'),
    idle: terms('session.idle'),
    visit: { address, device: shownDevice(withoutPersonalNumbers(device)) },
  });
  const session = await sessions.createSession(staffId, {}, { sessionId: toBase64Url(deps.randomBytes(32)) });
  return { cookie: sessions.createSessionCookie(session.id).serialize() };
};

export const closeSession = async (deps: Deps, cookieHeader: string): Promise<{ cookie: string }> => {
  const sessions = luciaOf(deps);
  const id = sessionIn(deps, cookieHeader);
  if (id) await sessions.invalidateSession(id);
  return { cookie: sessions.createBlankSessionCookie().serialize() };
};

// Not by the library's reader: it unescapes every cookie of the browser, and throws at a stray
// percent sign in any of them.
// Over https the name alone is read that no other host of the domain can set.
export const sessionIn = (deps: Pick<Deps, 'config'>, cookieHeader: string): string | undefined =>
  cookieOf[sessionCookieName(deps)].exec(cookieHeader)?.[1];

const cookieOf = {
  registry_session: /(?:^|;)\s*registry_session=([\w-]{1,128})\s*(?:;|$)/,
  '__Host-registry_session': /(?:^|;)\s*__Host-registry_session=([\w-]{1,128})\s*(?:;|$)/,
} as const;

export const sessionsOf = async (deps: Deps, staffId: string): Promise<DbRow[]> =>
  (await luciaOf(deps).getUserSessions(staffId)).map(({ row }) => row);

// The person behind a session cookie, or nobody.
export const actorOfSession = async (deps: Deps, cookieHeader: string): Promise<Actor | null> => {
  const id = sessionIn(deps, cookieHeader);
  if (!id) return null;
  const { user } = await luciaOf(deps).validateSession(id);
  if (!user) return null;
  if (user.row.wasUsedBefore) await noteUse(deps.statement, id);
  const { person, ...agency } = user.row as unknown as AgencyRow & {
    person: { name: string; roles: readonly string[] };
  };
  const who = { by: `staff:${user.id}`, today: dayOf(deps.clock.now()), person };
  return agencyActor(agency, who, deps.permissionsOf);
};

// A count of failed tries is of use for a day (sign-in-tries.rules.ts).
export const forgetSessions = async ({ statement, clock }: Deps): Promise<void> => {
  await statement(`delete from staff_sessions x where not (${isLiveSession})`, []);
  await statement(`delete from sign_in_tries where last_at <= $1::text::timestamptz - interval '1 day'`, [
    clock.now().toISOString(),
  ]);
};
