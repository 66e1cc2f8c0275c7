import type { Day } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Actor, AgencyRef, Deps } from './deps.ts';
import { permissions } from './permissions.ts';

export type AgencyRow = {
  id: number;
  code: string;
  name: string;
  uscc: string;
  region: string;
  roles: string;
  catalogs: string;
  valid_from: Day;
  valid_until: Day | null;
};

const list = (literal: string) =>
  literal
    .slice(1, -1)
    .split(',')
    .filter(Boolean)
    .map((item) => item.replace(/^"|"$/g, ''));

export const agencyRef = (row: AgencyRow): AgencyRef => ({
  id: row.id,
  code: row.code,
  name: row.name,
  uscc: row.uscc,
  region: row.region,
  catalogs: list(row.catalogs),
});

// A key acts with its agency's roles; a person with those of their own roles that the agency holds too.
export const agencyActor = (
  row: AgencyRow,
  who: { by: string; today: Day; person: { name: string; roles: readonly string[] } | null },
  permissionsOf: Deps['permissionsOf'],
): Actor => {
  if (who.today < row.valid_from || (row.valid_until !== null && who.today >= row.valid_until))
    throw new Problem('agency.expired');
  const agencyRoles = list(row.roles);
  const roles = who.person
    ? who.person.roles.filter((role) => agencyRoles.includes(role) || role.endsWith('-administrator'))
    : agencyRoles;
  return {
    by: who.by,
    name: who.person?.name ?? row.name,
    agency: agencyRef(row),
    roles,
    may: permissionsOf(roles),
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
