import { granted, type Ruling, refused } from '../../kernel/ruling.ts';
import { judgeRoles } from '../staff/separation.rules.ts';

export type KeyScope = { roles: readonly string[]; catalogs: readonly string[] | null };
type Agency = { roles: readonly string[]; catalogs: readonly string[] };

const missingIn = (held: readonly string[], wished: readonly string[]) =>
  wished.filter((one) => !held.includes(one));

// A key opens a part of what its agency may, and never what one hand must not hold alone.
// Basis: GB/T 22239-2019 8.1.4.2 访问控制（最小权限）、8.1.6.1 岗位设置（三员分立）
export const judgeKeyScope = (
  agency: Agency,
  {
    roles = agency.roles,
    catalogs,
  }: { roles?: readonly string[] | undefined; catalogs?: readonly string[] | undefined },
): Ruling<KeyScope> => {
  const foreign = [...missingIn(agency.roles, roles), ...missingIn(agency.catalogs, catalogs ?? [])];
  if (foreign.length > 0)
    return refused('key.scope', `本单位没有 ${foreign.join('、')}，密钥不能超出单位的范围：请去掉后重试。`);
  const own = judgeRoles(roles);
  return own.ok ? granted({ roles: own.value, catalogs: catalogs ? [...new Set(catalogs)] : null }) : own;
};

/** The present scope of a key: whatever its agency has lost since is gone from the key too. */
export const narrowed = <A extends Agency>(agency: A, { roles, catalogs }: KeyScope): A => ({
  ...agency,
  roles: agency.roles.filter((role) => roles.includes(role)),
  catalogs: catalogs ? agency.catalogs.filter((catalog) => catalogs.includes(catalog)) : agency.catalogs,
});

export type KeyState = 'active' | 'expiring' | 'expired' | 'revoked';

// 本市设定：三十日内到期的密钥提请更换
export const NOTICE_MS = 30 * 86_400_000;

type Term = { revokedAt: string | null; expiresAt: string | null };

export const keyState = ({ revokedAt, expiresAt }: Term, now: Date): KeyState => {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt === null) return 'active';
  const left = new Date(expiresAt).getTime() - now.getTime();
  return left <= 0 ? 'expired' : left <= NOTICE_MS ? 'expiring' : 'active';
};

export const hasEnded = (term: Term, now: Date): boolean =>
  ['expired', 'revoked'].includes(keyState(term, now));
