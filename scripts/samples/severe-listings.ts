import type { Day } from '../../src/kernel/day.ts';
import { type Firm, firms, listed } from './cast.ts';
import { daysBefore, excelSerial, slashed } from './days.ts';
import { wrongCheck } from './identities.ts';
import { again, bad, good, type SampleFile } from './sample-file.ts';
import { town } from './town.ts';

const reasons = ['提交虚假材料取得登记', '生产销售假冒伪劣产品', '拒不履行行政处罚决定'];
const ROWS = 236;
const REMOVED_EVERY = 40;
const LISTED_NO = 801;

const header: SampleFile['header'] = [
  ['企业名称', 'subjectName'],
  ['统一社会信用代码', 'uscc'],
  ['列入原因', 'reason'],
  ['列入日期', 'listedOn'],
  ['列入决定书文号', 'documentNo'],
  ['列入依据', 'legalBasis'],
  ['惩戒措施提示', 'measuresNote'],
  ['移出条件和程序', 'removalConditions'],
  ['救济措施', 'remedy'],
  ['法定代表人或主要负责人', 'legalRepresentative'],
  ['移出日期', 'removedOn'],
  ['移出原因', 'removalReason'],
  ['列入决定机关', 'authorityName'],
  ['列入决定机关统一社会信用代码', 'authorityUscc'],
];

const listedOn = (no: number, today: Day) => daysBefore(today, 20 + ((no * 13) % 330));

const listingCells = (firm: Firm, no: number, today: Day) => ({
  subjectName: firm.name,
  uscc: firm.uscc,
  reason: `示例：${reasons[no % reasons.length]}，被处以较重行政处罚`,
  listedOn: excelSerial(listedOn(no, today)) as string | number,
  documentNo: `示市监严列〔2026〕${no}号`,
  legalBasis: '《市场监督管理严重违法失信名单管理办法》第五条',
  measuresNote: '不适用告知承诺制，列为重点监管对象',
  removalConditions: '满一年且履行处罚、消除影响后可申请移出',
  remedy: '可依法申请行政复议或者提起行政诉讼',
  legalRepresentative: '示例甲',
  removedOn: '' as string | number,
  removalReason: '',
  authorityName: town.scjg.name,
  authorityUscc: town.scjg.uscc,
});

// Every third firm; a few were removed before the registry began, so nobody is told of those.
export const severeListings = (today: Day): SampleFile => {
  const rows = Array.from({ length: ROWS }, (_, place) => {
    const cells = listingCells(firms[(place * 3) % firms.length] as Firm, place + 1, today);
    return place % REMOVED_EVERY === REMOVED_EVERY - 1
      ? { ...cells, removedOn: excelSerial(daysBefore(today, 10)), removalReason: '履行义务后提前移出' }
      : cells;
  });
  const last = rows.at(-1) as (typeof rows)[number];
  return {
    name: 'scjg-serious-violations.xlsx',
    agency: town.scjg.code,
    catalog: 'serious-violation',
    as: 'xlsx',
    about: 'XLSX；日期为表格序号、一行错校验码、一行文号为数值、一行重复',
    header,
    rows: [
      ...rows.map(good),
      good(listingCells(listed, LISTED_NO, today)),
      bad({ ...listingCells(firms[1] as Firm, 802, today), uscc: wrongCheck((firms[1] as Firm).uscc) }),
      bad({ ...listingCells(firms[4] as Firm, 803, today), documentNo: 20260803 }),
      again(last),
    ],
  };
};

export const liveListingCount =
  Array.from({ length: ROWS }, (_, place) => place).filter(
    (place) => place % REMOVED_EVERY !== REMOVED_EVERY - 1,
  ).length + 1;

// The authority's own correction: the same decision, now with the day and ground of removal.
export const removalFile = (drawnUpOn: Day, today: Day): SampleFile => ({
  name: 'scjg-removal.csv',
  agency: town.scjg.code,
  catalog: 'serious-violation',
  as: 'csv',
  about: '认定单位更正原记录：填写移出日期',
  header,
  rows: [
    good({
      ...listingCells(listed, LISTED_NO, drawnUpOn),
      listedOn: slashed(listedOn(LISTED_NO, drawnUpOn)),
      removedOn: slashed(today),
      removalReason: '已履行行政处罚并消除影响，提前移出',
    }),
  ],
});
