import type { Fault } from '../kernel/problems.ts';
import { normaliseHeader } from '../kernel/text.ts';

const FORBIDDEN =
  /电话|手机|联系方式|住址|地址|住所|银行账[号户]|开户行|银行卡|宗教|基因|指纹|血型|病史|疾病|收入|存款|^(PHONE|MOBILE|TEL|TELEPHONE|ADDRESS|EMAIL|BANKACCOUNT)/;

// Basis: 征信业管理条例第十四条；行政处罚法第五十条：neither contact details nor health, belief or money are credit information.
export const isForbiddenColumn = (header: string): boolean => FORBIDDEN.test(normaliseHeader(header));

export const forbiddenWarning = (header: string): Fault => ({
  column: header,
  code: 'column.forbidden',
  message: '该列属于不得归集的个人信息，已丢弃、未留存；请从报送文件中删除该列。',
});
