import { type Permission, permissions } from '../platform/door/permissions.ts';
import { policies } from './policy.rules.ts';
import { roles, type Who } from './policy-row.rules.ts';

// Reads the table of policies for one actor: what may be done, and whose things it reaches. Every room asks
// here; none reads the roles itself.
type Actor = { agency: { id: number } | null; roles: readonly string[]; may: ReadonlySet<Permission> };

export const isAmong = (role: string, who: Who = []): boolean =>
  who === 'everyone' || who.some((one) => one === role);

// A person without a role may still do what everyone may.
const NO_ROLE = '';
const allowed: ReadonlyMap<string, readonly Permission[]> = new Map(
  [NO_ROLE, ...roles].map((role) => [
    role,
    permissions.filter(
      (action) => isAmong(role, policies[action].own) || isAmong(role, policies[action].any),
    ),
  ]),
);

/** The roles of a key; or those of a person, with the rights that were given by name (`check.batch`). */
export const permissionsOf = (held: readonly string[], whose: 'key' | 'person'): ReadonlySet<Permission> =>
  new Set(
    [NO_ROLE, ...held]
      .flatMap((role) => allowed.get(role) ?? [])
      .filter((action) => !policies[action].byName || whose === 'key' || held.includes(action)),
  );

/**
 * Does the actor reach every agency's things by this action? The registrar so enters what an authority has
 * decided. The operator and the registry's own jobs have no agency, and reach all.
 */
export const reachesAll = ({ agency, roles: held, may }: Actor, action: Permission): boolean =>
  agency === null ? may.has(action) : [NO_ROLE, ...held].some((role) => isAmong(role, policies[action].any));

/** The agency whose things the actor reaches by this action; null where that is every agency. */
export const reachOf = (actor: Actor, action: Permission): number | null =>
  reachesAll(actor, action) ? null : (actor.agency?.id ?? 0);

export const reaches = (actor: Actor, action: Permission, agencyId: number): boolean =>
  reachesAll(actor, action) || agencyId === actor.agency?.id;

/** Only the auditor reads what was stored, with everything that is no longer shown. */
export const seesFallen = (actor: Actor): boolean =>
  actor.agency !== null && reachesAll(actor, 'fallen.read');
