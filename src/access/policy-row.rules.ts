export const roles = [
  'feeder',
  'window',
  'subscriber',
  'registrar',
  'auditor',
  'system-administrator',
  'security-administrator',
] as const;
export type Role = (typeof roles)[number];

/**
 * `own`: the roles that reach what is their own agency's. `any`: those that reach every agency's, or what is
 * common to all. `purpose`: whoever asks says what for. `byName`: a person of that role has it only where it
 * was given to them by its own name; a key has it by its role.
 */
export type Policy = { what: string; own?: Who; any?: Who; purpose?: true; byName?: true };
export type Who = readonly Role[] | 'everyone';

// All who have signed in, whatever their roles.
export const everyone = 'everyone';
export const askers = ['feeder', 'window', 'subscriber'] as const;
// Any unit that may ask an applicant for a proof, the registrar's own too.
export const units = [...askers, 'registrar'] as const;
