type Who = { agency: { id: number } | null; roles: readonly string[] };

const SEES_ALL: ReadonlySet<string> = new Set(['registrar', 'system-administrator']);

/** The agency whose things the actor may reach; null for whoever may reach every agency's. */
export const reachOf = ({ agency, roles }: Who): number | null =>
  agency === null || roles.some((role) => SEES_ALL.has(role)) ? null : agency.id;

// Basis: 个人信息保护法第三十四条、第三十五条: the registry's own officer records on which legal basis a department gets full identity
export const mayRecordBasis = ({ agency, roles }: Who): boolean =>
  agency === null || roles.includes('registrar');
