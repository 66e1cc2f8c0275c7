/** Whose eyes are on all departments; every other sees its own. */
export const isOverseer = ({ roles }: { roles: readonly string[] }): boolean =>
  roles.includes('registrar') || roles.includes('auditor');
