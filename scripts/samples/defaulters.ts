import type { Day } from '../../src/kernel/day.ts';
import { defaulter, type Firm, firms, type Person, persons } from './cast.ts';
import { daysBefore } from './days.ts';
import { fullWidth, wrongCheck } from './identities.ts';
import { again, bad, good, type SampleFile } from './sample-file.ts';
import { town } from './town.ts';

const conducts = ['违反财产报告制度', '其他规避执行', '有履行能力而拒不履行', '违反限制高消费令'];
const performances = ['全部未履行', '部分未履行'];
const PERSON_ROWS = 300;
const FIRM_ROWS = 115;

const caseCells = (no: number, today: Day) => ({
  caseNo: `（2026）示0101执${no}号`,
  courtName: '示例市示例区人民法院',
  basisNo: `（2025）示0101民初${no}号`,
  basisUnit: '示例市示例区人民法院',
  filedOn: daysBefore(today, 310 + ((no * 11) % 300)),
  duty: '支付货款及利息',
  publishedOn: daysBefore(today, 3 + ((no * 11) % 300)),
  conduct: conducts[no % conducts.length] as string,
  performance: performances[no % performances.length] as string,
  removedOn: '',
  authorityName: town.fy.name,
  authorityUscc: town.fy.uscc,
});
const personCells = (person: Person, no: number, today: Day) => ({
  subjectKind: '580',
  subjectName: person.name,
  idType: no % 3 === 0 ? '居民身份证' : '身份证',
  idNo: person.idNo,
  ...caseCells(no, today),
});
const firmCells = (firm: Firm, no: number, today: Day) => ({
  ...personCells({ name: firm.name, idNo: firm.uscc }, no, today),
  subjectKind: firm.kind,
  idType: '统一社会信用代码',
  legalRepresentative: '示例甲',
});

// First-generation numbers still stand in old case files: 15 digits, no century, no check digit.
const legacy = (idNo: string) => idNo.slice(0, 6) + idNo.slice(8, 17);

export const defaulters = (today: Day): SampleFile => {
  const people = persons.slice(0, PERSON_ROWS).map((person, place) => personCells(person, place + 1, today));
  const companies = Array.from({ length: FIRM_ROWS }, (_, place) =>
    firmCells(firms[place * 6 + 1] as Firm, 500 + place, today),
  );
  const spelt = people.map((cells, place) => {
    if (place === 40) return { ...cells, idNo: legacy(cells.idNo) };
    return place % 50 === 9 ? { ...cells, idNo: fullWidth(cells.idNo) } : cells;
  });
  const wrongId = personCells(persons[310] as Person, 701, today);
  return {
    name: 'fy-judgment-defaulters.csv',
    agency: town.fy.code,
    catalog: 'judgment-defaulter',
    as: 'csv-gb18030',
    about: 'GB18030；旧 15 位号码、全角号码、错校验码、不存在的出生日期、一行重复',
    header: [
      ['主体类别', 'subjectKind'],
      ['被执行人姓名/名称', 'subjectName'],
      ['证件类型', 'idType'],
      ['证件号码', 'idNo'],
      ['案号', 'caseNo'],
      ['执行法院', 'courtName'],
      ['执行依据文号', 'basisNo'],
      ['作出执行依据单位', 'basisUnit'],
      ['立案时间', 'filedOn'],
      ['生效法律文书确定的义务', 'duty'],
      ['法定代表人或主要负责人', 'legalRepresentative'],
      ['发布时间', 'publishedOn'],
      ['失信行为具体情形', 'conduct'],
      ['被执行人的履行情况', 'performance'],
      ['屏蔽日期', 'removedOn'],
      ['认定单位', 'authorityName'],
      ['认定单位统一社会信用代码', 'authorityUscc'],
    ],
    rows: [
      ...[...spelt, ...companies, personCells(defaulter, 700, today)].map(good),
      bad({ ...wrongId, idNo: wrongCheck(wrongId.idNo) }),
      bad({ ...wrongId, caseNo: '（2026）示0101执702号', idNo: '440399199002300017' }),
      bad({ ...wrongId, caseNo: '（2026）示0101执703号', performance: '不清楚' }),
      again(people[0] as (typeof people)[number]),
    ],
  };
};
