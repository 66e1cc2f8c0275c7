import type { IdentifierType } from '../../kernel/identifiers.ts';
import type { IdentityProof } from '../../registry/subjects/subject.schema.ts';
import type { CheckOutcome } from './check.rules.ts';

// The window's Chinese for the words of the API.
export const checkOutcomeWords: Record<
  CheckOutcome,
  { word: string; meaning: string; tone: 'good' | 'bad' | 'warn' | 'calm' }
> = {
  eligible: {
    word: '可以适用告知承诺',
    meaning: '未发现不适用告知承诺的情形。申请人可以书面承诺代替证明材料。',
    tone: 'good',
  },
  ineligible: {
    word: '不适用告知承诺',
    meaning: '请引导申请人按一般程序提交证明材料，不得据此不予受理。',
    tone: 'bad',
  },
  review: {
    word: '需人工复核',
    meaning: '系统不能给出确定结论，请按下列原因逐项核实后再决定。',
    tone: 'warn',
  },
  'matter-not-allowed': {
    word: '该事项不实行告知承诺',
    meaning: '与申请人的信用状况无关，请按一般程序提交证明材料。',
    tone: 'calm',
  },
};

export const purposeWords = {
  commitment: '适用告知承诺',
  licensing: '行政许可',
  procurement: '政府采购',
  funding: '资金扶持',
  recruitment: '人员录用',
  supervision: '日常监管',
  'own-request': '本人申请查询',
} as const;
export const proofWords: Record<IdentityProof['kind'], string> = {
  'document-seen': '已当面核对本人证件原件',
  'unified-sign-in': '统一身份认证登录',
  'power-of-attorney': '已核对委托书与双方证件',
};
export type InquiryPurpose = keyof typeof purposeWords;

export const identifierWords: Record<IdentifierType, string> = {
  uscc: '统一社会信用代码',
  'citizen-id': '居民身份证',
  'permanent-residence-id': '外国人永久居留身份证',
  'hk-macao-permit': '港澳居民来往内地通行证',
  'taiwan-permit': '台湾居民来往大陆通行证',
  passport: '护照',
  'org-code': '组织机构代码',
  'business-registration-no': '工商注册号',
};

export const choiceWords = {
  followed: '按核查建议办理',
  departed: '不按核查建议办理',
} as const;
export type ConfirmChoice = keyof typeof choiceWords;
