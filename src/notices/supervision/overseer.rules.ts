// The registrar and the auditor see all departments; a department sees its own.
export const isOverseer = ({ roles }: { roles: readonly string[] }): boolean =>
  roles.includes('registrar') || roles.includes('auditor');
