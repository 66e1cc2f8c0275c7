import { orgCheckChar, registrationCheckDigit } from './check-characters.ts';
import type { CodeReading } from './identifier-faults.ts';

// Basis: GB 11714-1997. Printed XXXXXXXX-X, kept without the hyphen.
export const readOrgCode = (typed: string): CodeReading => {
  const code = typed.replace(/^(.{8})[-‐–—−](.)$/u, '$1$2');
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(code)) {
    const message = '组织机构代码应为 8 位数字或字母，加 1 位校验码（数字或 X）。';
    return { code, faults: [{ code: 'org-code.shape', message }], warnings: [] };
  }
  if (orgCheckChar(code) !== code.charAt(8)) {
    const message = '组织机构代码校验码不符，请逐位核对证照原件。';
    return { code, faults: [{ code: 'org-code.check-digit', message }], warnings: [] };
  }
  return { code, faults: [], warnings: [] };
};

// Basis: GS 15-2006. Older numbers of 13 or 14 digits have no check digit.
export const readBusinessRegistrationNo = (code: string): CodeReading => {
  if (/^\d{13,14}$/.test(code)) {
    return { code, faults: [], warnings: ['business-registration-no.legacy-unverified'] };
  }
  if (!/^\d{15}$/.test(code)) {
    const message = '工商注册号应为 15 位数字（旧号码 13 或 14 位）。';
    return { code, faults: [{ code: 'business-registration-no.shape', message }], warnings: [] };
  }
  if (registrationCheckDigit(code.slice(0, 14)) !== code.charAt(14)) {
    const message = '工商注册号校验码不符，请逐位核对营业执照原件。';
    return { code, faults: [{ code: 'business-registration-no.check-digit', message }], warnings: [] };
  }
  return { code, faults: [], warnings: [] };
};
