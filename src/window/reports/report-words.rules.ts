import type { Inquiry } from './report.rules.ts';

export const inquiryWords: Readonly<Record<Inquiry['kind'], string>> = {
  check: '窗口核查',
  file: '查询信用档案',
  report: '出具或查看信用报告',
  identity: '查询证件号码',
  notice: '收到名单通知',
};

export const subjectKindWords: Readonly<Record<string, string>> = {
  organisation: '法人及非法人组织',
  'individual-business': '个体工商户',
  person: '自然人',
  government: '国家机关',
};
