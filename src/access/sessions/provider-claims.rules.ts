import { granted, type Ruling, refused } from '../../kernel/ruling.ts';
import type { ProviderConfig } from '../../platform/running/provider-config.ts';
import { judgeRoles, needsTwoHands } from '../staff/separation.rules.ts';

type Claims = Readonly<Record<string, unknown>>;
export type ProvidedPerson = {
  subject: string;
  agency: string;
  name: string;
  // Null: the provider tells no roles, and those that stand here stay.
  roles: readonly string[] | null;
  // The provider itself asked for a second factor.
  isStrong: boolean;
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : textOf(value).split(/[\s,]+/)).map(textOf).filter(Boolean);

// Basis: RFC 8176 (amr)
const STRONG = new Set(['mfa', 'otp', 'hwk', 'sc']);

// The provider's claims about somebody, in this house's words. A group that no one named here is no role.
export const personOfClaims = (claims: Claims, provider: ProviderConfig): Ruling<ProvidedPerson> => {
  const [sub, agency, name] = [
    textOf(claims.sub),
    textOf(claims[provider.agencyClaim]),
    textOf(claims[provider.nameClaim]),
  ];
  if (!sub || !agency || !name || agency.length > 32 || name.length > 60)
    return refused(
      'session.provider-refused',
      '身份认证平台没有给出单位代码或姓名，请联系平台管理员核对账号资料。',
    );
  const roles =
    provider.roles === null
      ? null
      : listOf(claims[provider.rolesClaim]).flatMap((group) => provider.roles?.get(group) ?? []);
  return granted({
    subject: `${provider.issuer} ${sub}`,
    agency,
    name,
    roles,
    isStrong: listOf(claims.amr).some((method) => STRONG.has(method)),
  });
};

// Registration, audit and administration are given here, by two people, rights by name by one, and stay; the others follow the provider. Where both
// exclude each other those that were given here stand.
export const rolesWithProvided = (has: readonly string[], provided: readonly string[]): readonly string[] => {
  const kept = has.filter((role) => needsTwoHands([role]) || role.includes('.'));
  const ordinary = provided.filter((role) => !needsTwoHands([role]));
  const all = judgeRoles([...kept, ...ordinary]);
  return all.ok ? all.value : kept;
};
