import type { Day } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Actor, AgencyRef, Deps } from './deps.ts';
import { permissions } from './permissions.ts';

// The columns of an agency that make an actor.
export type AgencyRow = AgencyRef & { roles: readonly string[]; validFrom: Day; validUntil: Day | null };

export const agencyRef = ({ id, code, name, uscc, region, catalogs }: AgencyRow): AgencyRef => ({
  id,
  code,
  name,
  uscc,
  region,
  catalogs,
});

// Administration and rights given by name (`check.batch`) are a person's own; no agency has them.
const isHeld = (role: string, ofAgency: readonly string[]): boolean =>
  ofAgency.includes(role) || role.endsWith('-administrator') || role.includes('.');

// A key acts with its agency's roles; a person with those of their own roles that the agency holds too.
export const agencyActor = (
  row: AgencyRow,
  who: { by: string; today: Day; person: { name: string; roles: readonly string[] } | null },
  permissionsOf: Deps['permissionsOf'],
): Actor => {
  if (who.today < row.validFrom || (row.validUntil !== null && who.today >= row.validUntil))
    throw new Problem('agency.expired');
  const roles = who.person ? who.person.roles.filter((role) => isHeld(role, row.roles)) : row.roles;
  return {
    by: who.by,
    name: who.person?.name ?? row.name,
    agency: agencyRef(row),
    roles,
    may: permissionsOf(roles, who.person ? 'person' : 'key'),
  };
};

export const anonymous: Actor = { by: 'anonymous', name: '', agency: null, roles: [], may: new Set() };

// The operator at the command line and the registry's own jobs may do all that the program can ask of them.
export const operatorActor = (by: string): Actor => ({
  by,
  name: by,
  agency: null,
  roles: [],
  may: new Set(permissions),
});
