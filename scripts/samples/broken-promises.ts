import type { Day } from '../../src/kernel/day.ts';
import { type Firm, firms } from './cast.ts';
import { daysBefore } from './days.ts';
import { again, bad, good, type SampleFile } from './sample-file.ts';
import { town } from './town.ts';

const matters = ['食品经营许可告知承诺', '公共场所卫生许可告知承诺', '道路货物运输经营许可告知承诺'];
const ROWS = 137;
const REPAIRED_EVERY = 10;

const promiseCells = (firm: Firm, no: number, today: Day) => ({
  subjectKind: firm.kind,
  subjectName: firm.name,
  uscc: firm.uscc,
  matter: `示例：${matters[no % matters.length]}`,
  documentNo: `示发改承〔2026〕${no}号`,
  decidedOn: daysBefore(today, 15 + ((no * 17) % 300)) as string,
  breach: '示例：承诺具备的经营条件经核查不属实',
  repairedOn: no % REPAIRED_EVERY === 0 ? daysBefore(today, 5) : '',
  authorityName: town.fgj.name,
  authorityUscc: town.fgj.uscc,
});

export const brokenPromises = (today: Day): SampleFile => {
  const cells = Array.from({ length: ROWS }, (_, place) =>
    promiseCells(firms[(place * 4 + 2) % firms.length] as Firm, place + 1, today),
  );
  return {
    name: 'fgj-false-commitments.ndjson',
    agency: town.fgj.code,
    catalog: 'false-commitment',
    as: 'ndjson',
    about: 'NDJSON；部分已纠正、一行缺代码、一行日期颠倒、一行重复',
    header: Object.keys(cells[0] ?? {}).map((field) => [field, field]),
    rows: [
      ...cells.map(good),
      bad({ ...promiseCells(firms[5] as Firm, 801, today), uscc: '' }),
      bad({ ...promiseCells(firms[6] as Firm, 802, today), repairedOn: daysBefore(today, 400) }),
      again(cells[0] as (typeof cells)[number]),
    ],
  };
};
