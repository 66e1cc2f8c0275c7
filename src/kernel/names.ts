import { foldBrackets, foldText, withoutBlanks } from './text.ts';

// Keyboards, fonts and old code pages put these between the parts of a minority name; blanks are gone by
// then.
const MIDDLE_DOTS = /[•‧・∙⋅]|(?<=\p{Script=Han})[.。●‥ᐧ]+(?=\p{Script=Han})/gu;
const BETWEEN_PARTS = /(?<=\p{Script=Han})[·─—–‐-]+(?=\p{Script=Han})/gu;

/** For comparison, not for display. */
export const normaliseName = (name: string): string => foldBrackets(foldText(name)).replace(MIDDLE_DOTS, '·');

// A name is the same with any separator between its parts, a blank or none.
export const sameName = (a: string, b: string): boolean => {
  const [one, other] = [normaliseName(a), normaliseName(b)];
  if (one === '' || one === other) return one !== '';
  return one.replace(BETWEEN_PARTS, '') === other.replace(BETWEEN_PARTS, '');
};

// `one` hides the middle (王*明), `all` everything after the first character (王*), the length too.
export const maskPersonName = (name: string, hide: 'one' | 'all'): string => {
  const chars = Array.from(withoutBlanks(name));
  if (chars.length < 2) return '*';
  if (hide === 'all' || chars.length === 2) return `${chars[0]}*`;
  return `${chars[0]}${'*'.repeat(chars.length - 2)}${chars.at(-1)}`;
};

/**
 * The name of a subject wherever nobody asked for a person's by a purpose of their own: a person's hides the
 * middle. Basis: 个人信息保护法第六条
 */
export const shownName = (kind: string, name: string): string =>
  kind === 'person' ? maskPersonName(name, 'one') : name;

const UNMISTAKABLE =
  /(公司|集团|企业|合作社|经营部|经营户|工作室|事务所|服务部|门市部|商行|商店|超市|银行|支行|分行|中心|学校|大学|学院|幼儿园|医院|诊所|协会|学会|商会|工会|基金会|联合会|委员会|委会|政府|法院|检察院|研究院|研究所|办公室|项目部|合伙)$/u;
const NEEDS_LENGTH = /^.{3,}[厂店局部院所社馆站队铺坊场庄]$/u;
const LATIN = /\b(LTD|LIMITED|INC|LLC|CORP|CORPORATION|COMPANY|GMBH)\b|\bCO\./;

/** A guess for warnings: never decides what a subject is. */
export const looksLikeOrganisation = (name: string): boolean => {
  const plain = normaliseName(name);
  const bare = plain.replace(/\([^)]*\)$/, '');
  return (
    [plain.replace(/\)$/, ''), bare].some((text) => UNMISTAKABLE.test(text)) ||
    NEEDS_LENGTH.test(bare) ||
    LATIN.test(name.normalize('NFKC').toUpperCase())
  );
};
