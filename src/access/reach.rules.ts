// Decides who may see another agency's data and act in its place. Every room asks here;
// none reads the roles itself.
type Actor = { agency: { id: number } | null; roles: readonly string[] };

/** The registrar enters what an authority has decided or served, and works the cases and uploads of all. */
export const isRegistrar = ({ roles }: Pick<Actor, 'roles'>): boolean => roles.includes('registrar');

/** Only the auditor reads what was stored, with everything that is no longer shown. */
export const seesFallen = ({ roles }: Pick<Actor, 'roles'>): boolean => roles.includes('auditor');

/** The registrar and the auditor look at all departments; every other department sees its own. */
const isOverseer = (actor: Pick<Actor, 'roles'>): boolean => isRegistrar(actor) || seesFallen(actor);

const own = ({ agency }: Actor): number => agency?.id ?? 0;

/** The agency whose checks, reports, feeds and duties the actor reads; null where that is every agency. */
export const agencySeenBy = (actor: Actor): number | null => (isOverseer(actor) ? null : own(actor));

/** The agency whose cases and uploads the actor works; null where that is every agency. */
export const agencyServedBy = (actor: Actor): number | null => (isRegistrar(actor) ? null : own(actor));

export const maySee = (actor: Actor, agencyId: number): boolean =>
  isOverseer(actor) || agencyId === actor.agency?.id;

export const mayServe = (actor: Actor, agencyId: number): boolean =>
  isRegistrar(actor) || agencyId === actor.agency?.id;

/**
 * The agency whose subscriptions the actor manages; null where that is every
 * agency. The operator has no agency.
 */
export const reachOf = (actor: Actor): number | null =>
  actor.agency === null || isRegistrar(actor) || actor.roles.includes('system-administrator')
    ? null
    : actor.agency.id;

// Basis: 个人信息保护法第三十四条、第三十五条: the registry's own officer records on which legal basis a
// department gets full identity
export const mayRecordBasis = (actor: Actor): boolean => actor.agency === null || isRegistrar(actor);
