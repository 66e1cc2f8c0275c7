import type { Fault } from '../../../kernel/problems.ts';
import { normaliseHeader } from '../../../kernel/text.ts';

const CONTACT = /电话|手机|联系人|联系方式|邮箱|电子邮件|微信|住址|地址|住所|户籍/;
const MONEY = /银行账[号户]|开户|银行卡|收入|存款/;
const PERSON = /宗教|民族|基因|指纹|血型|病史|疾病|性别|年龄|出生|婚姻/;
const LATIN =
  /^(PHONE|MOBILE|TEL|TELEPHONE|ADDRESS|EMAIL|BANKACCOUNT)|^(SEX|SEXY|GENDER|AGE|BIRTHDAY|BIRTHDATE)$/;
const FORBIDDEN = [CONTACT, MONEY, PERSON, LATIN];

// Basis: 征信业管理条例第十四条；行政处罚法第五十条；个人信息保护法第六条: neither contact details nor health, belief or money are
// credit information, and what does not tell who somebody is or what he did is not needed.
export const isForbiddenColumn = (header: string): boolean => {
  const normal = normaliseHeader(header);
  return FORBIDDEN.some((pattern) => pattern.test(normal));
};

export const forbiddenWarning = (header: string): Fault => ({
  column: header,
  code: 'column.forbidden',
  message: '该列属于不得归集的个人信息，已丢弃、未留存；请从报送文件中删除该列。',
});
