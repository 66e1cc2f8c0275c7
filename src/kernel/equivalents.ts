import type { Identifier, IdentifierType } from './identifiers.ts';
import { orgCodeOf } from './uscc.ts';

export type Numbered = Pick<Identifier, 'type' | 'code' | 'country' | 'spelled'>;
type Coded = { type: IdentifierType; code: string };
// own: no other holder can have it; null where a passport's country is not told. same: other codes of the
// same holder. alike: codes that somebody else may have too: they find a file, and prove nothing.
export type Equivalents = { own: Coded | null; same: readonly Coded[]; alike: readonly Coded[] };

const passportOf = (country: string, code: string): Coded => ({
  type: 'passport',
  code: country === '' ? code : `${country}:${code}`,
});
// Stands on each file that holds a passport with its country, so that the number alone is known too.
const ANY_COUNTRY = '*';

// All codes under which a subject may be known.
// Basis: GB 32100-2015 第 9–17 位为组织机构代码
export const equivalents = ({ type, code, country, spelled }: Numbered): Equivalents => {
  if (type === 'uscc')
    return { own: { type, code }, same: [{ type: 'org-code', code: orgCodeOf(code) }], alike: [] };
  if (type !== 'passport')
    return { own: { type, code }, same: spelled === undefined ? [] : [{ type, code: spelled }], alike: [] };
  const alike = [passportOf('', code), passportOf(ANY_COUNTRY, code)];
  return { own: country === undefined ? null : passportOf(country, code), same: [], alike };
};
