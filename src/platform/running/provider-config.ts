import { z } from 'zod';
import { isSafeAddress } from './safe-address.ts';

/** The city's identity provider (OpenID Connect), and how its claims become people of this house. */
export type ProviderConfig = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  agencyClaim: string;
  nameClaim: string;
  rolesClaim: string;
  // Null: the provider tells no roles.
  roles: ReadonlyMap<string, string> | null;
};

const ROLES = ['feeder', 'window', 'subscriber'];

// 'group=role', divided by commas; only roles that one hand may give.
const rolesIn = (text: string, { addIssue }: z.RefinementCtx): ReadonlyMap<string, string> | null => {
  const pairs = text.split(',').map((pair) => pair.trim());
  const read = pairs.filter(Boolean).map((pair) => pair.split('=').map((word) => word.trim()));
  const odd = read.find(
    ([group, role, ...more]) => !group || !role || more.length > 0 || !ROLES.includes(role),
  );
  if (odd) {
    const message = `“${odd.join('=')}”应写成 组=角色，角色只能是 ${ROLES.join('、')}；其余角色在本系统由两人授予`;
    addIssue({ code: 'custom', message });
  }
  return read.length > 0 ? new Map(read.map(([group = '', role = '']) => [group, role])) : null;
};

const claim = z.string().regex(/^[\w.:/-]{1,100}$/, '须为声明的名称');
export const providerEnvironment = {
  OIDC_ISSUER: z.url().refine(isSafeAddress, '须为 https 地址（本机调试可用 http）').optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_AGENCY_CLAIM: claim.default('agency'),
  OIDC_NAME_CLAIM: claim.default('name'),
  OIDC_ROLES_CLAIM: claim.default('roles'),
  OIDC_ROLES: z.string().default('').transform(rolesIn),
};

type Read = z.output<z.ZodObject<typeof providerEnvironment>>;

// Undefined: something is missing beside the issuer; null: there is no provider.
export const providerOf = (e: Read): ProviderConfig | null | undefined => {
  if (!e.OIDC_ISSUER) return null;
  if (!e.OIDC_CLIENT_ID || !e.OIDC_CLIENT_SECRET) return undefined;
  return {
    issuer: e.OIDC_ISSUER,
    clientId: e.OIDC_CLIENT_ID,
    clientSecret: e.OIDC_CLIENT_SECRET,
    agencyClaim: e.OIDC_AGENCY_CLAIM,
    nameClaim: e.OIDC_NAME_CLAIM,
    rolesClaim: e.OIDC_ROLES_CLAIM,
    roles: e.OIDC_ROLES,
  };
};
