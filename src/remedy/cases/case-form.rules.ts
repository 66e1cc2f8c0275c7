import type { IdentifierType } from '../../kernel/identifiers.ts';

export const identifierOptions: readonly { value: IdentifierType; label: string }[] = [
  { value: 'uscc', label: '统一社会信用代码' },
  { value: 'citizen-id', label: '居民身份证' },
  { value: 'permanent-residence-id', label: '外国人永久居留身份证' },
  { value: 'hk-macao-permit', label: '港澳居民来往内地通行证' },
  { value: 'taiwan-permit', label: '台湾居民来往大陆通行证' },
  { value: 'passport', label: '护照' },
  { value: 'org-code', label: '组织机构代码' },
  { value: 'business-registration-no', label: '工商注册号' },
];

export const caseFormWords = {
  labels: {
    targetKind: '针对',
    target: '编号',
    'subject.type': '申请人证件类型',
    'subject.code': '申请人证件号码',
    'subject.country': '护照签发国（地区）',
    caseNo: '办件编号',
    reason: '理由',
    removalGround: '移出事由',
    correctedOn: '改正日期',
    step: '办理',
    documentNo: '决定文书号',
  },
  fields: {
    'case.target-unknown': 'target',
    'case.subject-required': 'subject.code',
    'case.not-authority': 'documentNo',
    'subject.identifier': 'subject.code',
  },
};

// A form names its target by kind and number, and leaves the applicant out by leaving the number out.
export const caseInput = (input: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const { targetKind, target, subject, onceKey: _once, ...rest } = input;
  const isListing = targetKind === 'listing';
  const id = Number(target);
  const named = subject as { code?: string } | undefined;
  return {
    ...rest,
    target: isListing ? { listing: id } : { record: id },
    ...(named?.code ? { subject: named } : {}),
  };
};
