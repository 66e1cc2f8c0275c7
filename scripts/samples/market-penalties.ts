import type { Day } from '../../src/kernel/day.ts';
import { defaulter, firms, ledByDefaulter } from './cast.ts';
import { daysBefore, excelSerial, slashed } from './days.ts';
import { fullWidth, wrongCheck } from './identities.ts';
import { type Offence, penaltyCells, penaltyHeader } from './penalties.ts';
import { again, good, type SampleFile, type Spoiling, set, spoilt } from './sample-file.ts';
import { town } from './town.ts';

const offences: readonly Offence[] = [
  { type: '违反广告管理规定', facts: '示例：发布虚假广告', basis: '《中华人民共和国广告法》第五十五条' },
  {
    type: '违反食品安全规定',
    facts: '示例：经营标签不符的食品',
    basis: '《中华人民共和国食品安全法》第一百二十五条',
  },
  {
    type: '违反产品质量规定',
    facts: '示例：销售不合格产品',
    basis: '《中华人民共和国产品质量法》第四十九条',
  },
];
const ROWS = 818;
const DAY_FIELD = 'decisionDate';

// What a real feed brings: written carelessly, but readable.
const careless = (place: number, today: Day): Spoiling | undefined => {
  const change = (edit: (code: string) => string): Spoiling => ({
    expect: 'accepted',
    change: (cells) => set(cells, 'usccCode', edit(String(cells.usccCode))),
  });
  if (place % 37 === 5) return change((code) => code.toLowerCase());
  if (place % 41 === 7) return change(fullWidth);
  if (place % 53 === 11)
    return {
      expect: 'accepted',
      change: (cells) => set(cells, DAY_FIELD, String(excelSerial(daysBefore(today, 30 + (place % 200))))),
    };
  return undefined;
};

const refused = (field: string, value: (old: string) => string): Spoiling => ({
  expect: 'rejected',
  change: (cells) => set(cells, field, value(String(cells[field]))),
});

const wrong = (today: Day): readonly (readonly [number, Spoiling])[] => [
  [100, refused('usccCode', wrongCheck)],
  [200, refused('publicityEnd', () => '1900-01-01')],
  [300, refused('usccCode', wrongCheck)],
  [350, refused('usccCode', (code) => code.replace('0', 'O'))],
  [400, refused('legalBasis', () => '')],
  [450, refused(DAY_FIELD, () => slashed(daysBefore(today, -30)))],
  [500, refused('usccCode', (code) => code.slice(0, 17))],
  [700, refused('authorityUscc', () => town.fy.uscc)],
];

const warnedOnTheSpot = {
  penaltyType: '警告',
  content: '警告',
  fineAmount: '',
  suspendedLicense: '',
  procedureType: '简易程序',
};

export const marketPenalties = (today: Day): SampleFile => {
  const cells = Array.from({ length: ROWS }, (_, place) =>
    penaltyCells({
      agency: town.scjg,
      firm: firms[place % firms.length] as (typeof firms)[number],
      offence: offences[place % offences.length] as Offence,
      no: place + 1,
      today,
    }),
  );
  const spoilings = new Map([
    ...cells.flatMap((_, place) => {
      const found = careless(place, today);
      return found ? [[place, found] as const] : [];
    }),
    ...wrong(today),
  ]);
  const rows = spoilt(cells, spoilings);
  const led = {
    ...penaltyCells({
      agency: town.scjg,
      firm: ledByDefaulter,
      offence: offences[0] as Offence,
      no: 901,
      today,
    }),
    legalRepresentative: defaulter.name,
    legalRepIdType: '身份证',
    legalRepIdNo: defaulter.idNo,
    ...warnedOnTheSpot,
  };
  return {
    name: 'scjg-penalties.csv',
    agency: town.scjg.code,
    catalog: 'administrative-penalty',
    as: 'csv-bom',
    about: 'UTF-8 带 BOM；小写和全角代码、表格日期序号、“暂无”、错校验码、重复行、他单位名义',
    header: [
      ...penaltyHeader,
      ['法定代表人证件类型', 'legalRepIdType'],
      ['法定代表人证件号码', 'legalRepIdNo'],
    ],
    rows: [...rows, good(led), again(led)],
  };
};
