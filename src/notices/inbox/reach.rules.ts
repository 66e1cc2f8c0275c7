type Who = { agency: { id: number } | null; roles: readonly string[] };

const SEES_ALL: ReadonlySet<string> = new Set(['registrar', 'system-administrator']);

// The agency whose rows the actor may see; null means every agency's.
export const reachOf = ({ agency, roles }: Who): number | null =>
  agency === null || roles.some((role) => SEES_ALL.has(role)) ? null : agency.id;

// Basis: 个人信息保护法第三十四、三十五条: the registry records the legal basis on which a department gets full identity
export const mayRecordBasis = ({ agency, roles }: Who): boolean =>
  agency === null || roles.includes('registrar');
