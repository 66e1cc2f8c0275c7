export type IdentifierFault =
  | 'uscc.length'
  | 'uscc.alphabet'
  | 'uscc.check-digit'
  | 'uscc.org-code-check'
  | 'uscc.category'
  | 'citizen-id.length'
  | 'citizen-id.shape'
  | 'citizen-id.check-digit'
  | 'citizen-id.birth-date'
  | 'citizen-id.birth-future'
  | 'citizen-id.region'
  | 'citizen-id.legacy-century'
  | 'permanent-residence-id.shape'
  | 'permanent-residence-id.check-digit'
  | 'permanent-residence-id.birth-date'
  | 'permanent-residence-id.birth-future'
  | 'permanent-residence-id.region'
  | 'hk-macao-permit.shape'
  | 'taiwan-permit.shape'
  | 'passport.shape'
  | 'identifier.country'
  | 'identifier.country-unused'
  | 'org-code.shape'
  | 'org-code.check-digit'
  | 'business-registration-no.shape'
  | 'business-registration-no.check-digit';

export type IdentifierWarning =
  | 'uscc.region'
  | 'citizen-id.legacy-converted'
  | 'permit.renewal-cut'
  | 'business-registration-no.legacy-unverified';

/** A message never repeats the number: whatever the field, it may be a natural person's. */
export type CodeFault = { code: IdentifierFault; message: string; hint?: string };

/** spelled: another spelling, under which older editions of the registry filed the same holder. */
export type CodeReading = {
  code: string;
  faults: CodeFault[];
  warnings: IdentifierWarning[];
  spelled?: string;
};

export const identifierWarningText = {
  'uscc.region': '统一社会信用代码第 3–8 位不是现行行政区划代码，请核对证照；旧代码可以保留。',
  'citizen-id.legacy-converted': '15 位旧身份号码已换算为 18 位，请核对现行证件。',
  'permit.renewal-cut': '通行证号码末尾的换证次数（及签发机关字母）不计入，已按终身不变的号码归档。',
  'business-registration-no.legacy-unverified':
    '13 或 14 位旧工商注册号没有校验位，无法验证，请尽量补报统一社会信用代码。',
} satisfies Record<IdentifierWarning, string>;
