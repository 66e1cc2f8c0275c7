import { idCheckChar } from './check-characters.ts';
import { maskCode } from './identifiers.ts';
import { isAddressRegion } from './regions.ts';
import { readBusinessRegistrationNo } from './registration-numbers.ts';
import { foldText } from './text.ts';
import { readUscc } from './uscc.ts';
import { parseDay } from './written-day.ts';

const isRealDay = (eightFigures: string): boolean => parseDay(eightFigures) !== undefined;

// Two figures behind a citizen's number make the tax number of an individual business.
const CITIZEN = /^(\d{17}[\dX])(\d{2})?$/;
const LEGACY = /^(\d{15})(\d{2})?$/;
const PERMIT = /^[HM]\d{8}(\d{2})?$/;
const OLD_RESIDENCE = /^[A-Z]{3}\d{4}(\d{6})\d{2}$/;

const isLegacy = (code: string): boolean =>
  isAddressRegion(code.slice(0, 6)) &&
  isRealDay(`19${code.slice(6, 12)}`) &&
  readBusinessRegistrationNo(code).faults.length > 0;

// A whole cell that is a person's number, where other numbers or names belong. An old citizen's number that
// fits the check digit of a registration number is taken for one; passports and Taiwan permits look like any
// number.
// Basis: 个人信息保护法第六条
export const isPersonCode = (text: string): boolean => {
  const code = foldText(text);
  const [, citizen = ''] = CITIZEN.exec(code) ?? [];
  if (citizen !== '') return isRealDay(citizen.slice(6, 14)) && idCheckChar(citizen) === citizen.charAt(17);
  const [, legacy = ''] = LEGACY.exec(code) ?? [];
  if (legacy !== '') return isLegacy(legacy);
  const [, born = ''] = OLD_RESIDENCE.exec(code) ?? [];
  return PERMIT.test(code) || (born !== '' && ['19', '20'].some((century) => isRealDay(century + born)));
};

export const withoutPersonCode = (text: string): string =>
  isPersonCode(text) ? maskCode('citizen-id', foldText(text)) : text;

// Nobody can say whose number stands where a credit code belongs: only what has letters within, or fits, may
// be shown.
export const isOrganisationCode = (text: string): boolean => {
  const code = foldText(text);
  return (code.length >= 16 && /[A-Z]/.test(code.slice(2, -1))) || readUscc(code).faults.length === 0;
};
