import { idCheckChar } from './check-characters.ts';
import type { Day } from './day.ts';
import type { CodeFault, CodeReading } from './identifier-faults.ts';
import { isAddressRegion, isProvince } from './regions.ts';
import { parseDay } from './written-day.ts';

const LEGACY = /^\d{15}$/;
// Sequence numbers 996 to 999 were given to those born before 1900: their two-digit year does not tell the
// century.
// Basis: GB 11643-1989
const CENTURY_UNKNOWN = /99[6-9]$/;
const LEGACY_CENTURY: CodeFault = {
  code: 'citizen-id.legacy-century',
  message:
    '15 位旧身份号码以 996 至 999 结尾的，曾编给一百年以前出生的人，无法确定出生世纪，不能换算为 18 位；请改填现行证件上的 18 位号码。',
};

/** A first-generation number in today's 18 characters. */
export const convertLegacyCitizenId = (legacy15: string): string => {
  if (!LEGACY.test(legacy15)) throw new RangeError('not a 15-digit citizen number');
  const first17 = `${legacy15.slice(0, 6)}19${legacy15.slice(6)}`;
  return first17 + idCheckChar(first17);
};

// Basis: GB 11643-1999; 15 digits as in its 1989 edition.
export const readCitizenId = (typed: string, today: Day): CodeReading => {
  const isLegacy = LEGACY.test(typed);
  if (isLegacy && CENTURY_UNKNOWN.test(typed)) return { code: typed, faults: [LEGACY_CENTURY], warnings: [] };
  const code = isLegacy ? convertLegacyCitizenId(typed) : typed;
  const shapeFaults = shapeFaultsOf(code);
  if (shapeFaults.length > 0) return { code, faults: shapeFaults, warnings: [] };
  const faults = [
    ...checkDigitFaults(code),
    ...birthFaults('citizen-id', code, today).map((fault) => (isLegacy ? ofLegacy(fault) : fault)),
    ...regionFaults(code),
  ];
  return { code, faults, warnings: isLegacy ? ['citizen-id.legacy-converted'] : [] };
};

const ofLegacy = (fault: CodeFault): CodeFault => ({
  ...fault,
  hint: '收到的是 15 位旧号码，其第 7–12 位为两位年份与月日，换算不成；请改填现行证件上的 18 位号码。',
});

const PERMANENT_RESIDENCE = /^9\d{16}[\dX]$/;
const OLD_PERMANENT_RESIDENCE = /^[A-Z]{3}\d{4}(\d{6})\d{2}$/;

// Both cards are in use; the old one has no check character we know of: nationality, place, day of birth,
// sequence.
export const readPermanentResidenceId = (code: string, today: Day): CodeReading => {
  const born = OLD_PERMANENT_RESIDENCE.exec(code)?.[1];
  if (born !== undefined) return { code, faults: shortBirthFaults(born, today), warnings: [] };
  if (!PERMANENT_RESIDENCE.test(code)) return { code, faults: [PERMANENT_RESIDENCE_SHAPE], warnings: [] };
  const faults: CodeFault[] = [];
  if (!checkCharFits(code)) {
    faults.push({
      code: 'permanent-residence-id.check-digit',
      message: '外国人永久居留身份证号码校验码不符，请逐位核对证件原件。',
    });
  }
  faults.push(...birthFaults('permanent-residence-id', code, today));
  if (!isProvince(code.slice(1, 3))) {
    const message = '外国人永久居留身份证号码第 2–3 位不是省级行政区划代码，请核对证件原件。';
    faults.push({ code: 'permanent-residence-id.region', message });
  }
  return { code, faults, warnings: [] };
};

// Two figures of the year: real in either century is real.
const shortBirthFaults = (yymmdd: string, today: Day): CodeFault[] => {
  const days = ['19', '20'].flatMap((century) => parseDay(century + yymmdd) ?? []);
  if (days.length === 0)
    return [
      {
        code: 'permanent-residence-id.birth-date',
        message: '旧版外国人永久居留证号码第 8–13 位不是真实的出生日期（年月日各两位），请核对证件原件。',
      },
    ];
  return days.some((born) => born <= today)
    ? []
    : [
        {
          code: 'permanent-residence-id.birth-future',
          message: '证件号码中的出生日期晚于今天，请核对证件原件。',
        },
      ];
};

const PERMANENT_RESIDENCE_SHAPE: CodeFault = {
  code: 'permanent-residence-id.shape',
  message: '外国人永久居留身份证号码应为 9 开头的 18 位，或旧版的 3 位字母加 12 位数字。',
};

const checkCharFits = (code: string) => idCheckChar(code) === code.charAt(17);

const shapeFaultsOf = (code: string): CodeFault[] => {
  const { length } = Array.from(code);
  if (length !== 18 && length !== 15) {
    return [
      { code: 'citizen-id.length', message: `公民身份号码应为 18 位（旧号码 15 位），收到 ${length} 位。` },
    ];
  }
  if (/^\d{17}[\dX]$/.test(code)) return [];
  return [
    { code: 'citizen-id.shape', message: '公民身份号码应全为数字，只有第 18 位可以是 X，请核对证件原件。' },
  ];
};

const checkDigitFaults = (code: string): CodeFault[] =>
  checkCharFits(code)
    ? []
    : [{ code: 'citizen-id.check-digit', message: '公民身份号码校验码不符，请逐位核对证件原件。' }];

const birthFaults = (
  type: 'citizen-id' | 'permanent-residence-id',
  code: string,
  today: Day,
): CodeFault[] => {
  const bornOn = parseDay(code.slice(6, 14));
  if (!bornOn)
    return [
      { code: `${type}.birth-date`, message: '证件号码第 7–14 位不是真实的出生日期，请核对证件原件。' },
    ];
  if (bornOn > today)
    return [{ code: `${type}.birth-future`, message: '证件号码中的出生日期晚于今天，请核对证件原件。' }];
  return [];
};

const regionFaults = (code: string): CodeFault[] => {
  if (isAddressRegion(code.slice(0, 6))) return [];
  const message = '公民身份号码前两位不是省级行政区划代码，请核对证件原件。';
  return code.startsWith('9')
    ? [
        {
          code: 'citizen-id.region',
          message,
          hint: '9 开头的 18 位号码是外国人永久居留身份证，请改选证件类型。',
        },
      ]
    : [{ code: 'citizen-id.region', message }];
};
