import type { Day } from '../../src/kernel/day.ts';
import { type Firm, firms, honoured } from './cast.ts';
import { daysBefore } from './days.ts';
import { wrongCheck } from './identities.ts';
import { bad, good, type SampleFile } from './sample-file.ts';
import { town } from './town.ts';

const titles = ['A级纳税人', '守合同重信用企业', '诚信示范企业', '质量标杆单位'];
const ROWS = 258;

const honourCells = (firm: Firm, no: number, today: Day) => ({
  subjectKind: firm.kind,
  subjectName: firm.name,
  uscc: firm.uscc,
  title: `示例：${titles[no % titles.length]}`,
  documentNo: `示信荣〔2026〕${no}号`,
  awardedOn: daysBefore(today, 20 + ((no * 19) % 300)) as string,
  validTo: no % 4 === 0 ? '暂无' : '',
  authorityName: town.fgj.name,
  authorityUscc: town.fgj.uscc,
});

export const honours = (today: Day): SampleFile => {
  const cells = Array.from({ length: ROWS }, (_, place) =>
    honourCells(firms[(place * 2 + 1) % firms.length] as Firm, place + 1, today),
  );
  return {
    name: 'fgj-honours.json',
    agency: town.fgj.code,
    catalog: 'honour',
    as: 'json',
    about: 'JSON 数组；“暂无”、一行错校验码',
    header: Object.keys(cells[0] ?? {}).map((field) => [field, field]),
    rows: [
      ...cells.map(good),
      good(honourCells(honoured, 801, today)),
      bad({ ...honourCells(firms[7] as Firm, 802, today), uscc: wrongCheck((firms[7] as Firm).uscc) }),
    ],
  };
};
