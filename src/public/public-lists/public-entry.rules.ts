import { safeCell } from '../../intake/uploads/error-file.rules.ts';
import { addYears, type Day, day, isDay } from '../../kernel/day.ts';
import { maskPersonName, normaliseName } from '../../kernel/names.ts';
import { csvLine } from '../../platform/sheets/csv-writer.ts';
import { findPublicList, type PublicList } from './public-list.rules.ts';
import { isShown, leavesOn, type Publicity } from './publicity.rules.ts';
import { publicShopName, publicText } from './struck-text.rules.ts';

export type PublicFact = Publicity & {
  recordId: number;
  documentNo: string | null;
  authorityName: string;
  decidedOn: string;
  listedOn: string | null;
  reason: string | null;
  isDisputed: boolean;
  isUnderAppeal: boolean;
  isStayed: boolean;
  fields: Readonly<Record<string, string>>;
  kind: 'organisation' | 'individual-business' | 'person' | 'government';
  name: string;
  uscc: string | null;
  // A person's birthday, where the document tells it.
  bornOn: Day | null;
};

export type PublicRow = {
  id: string;
  name: string;
  uscc: string | null;
  kind: PublicFact['kind'];
  authority: string;
  documentNo: string | null;
  matter: string;
  content: string;
  since: string;
  until: string | null;
  isDisputed: boolean;
  isUnderAppeal: boolean;
  isStayed: boolean;
};

// The part of a record that everybody may see. Only an organisation has a name to be found by.
export type PublicEntry = {
  recordId: number;
  list: string;
  leavesOn: string | null;
  name: string | null;
  uscc: string | null;
  json: string;
  csv: string;
};

// personsOn: how a list shows natural persons (law/rulebook/outward-settings.ts).
export const publicEntry = (
  fact: PublicFact,
  about: { today: Day; personsOn: (list: string) => number; adultAge: number },
): PublicEntry | null => {
  const list = findPublicList(fact.catalog);
  if (!list || !isShown(fact, about.today)) return null;
  const name = publicName(fact, { persons: about.personsOn(list.code), adultAge: about.adultAge });
  if (name === null) return null;
  const row = publicRow(fact, list, name);
  return {
    recordId: fact.recordId,
    list: list.code,
    leavesOn: leavesOn(fact, about.today),
    name: fact.kind === 'person' ? null : normaliseName(name),
    uscc: row.uscc,
    json: `${JSON.stringify(row)}\n`,
    csv: csvLine(cellsOf(row).map(safeCell)),
  };
};

// Basis: 个人信息保护法第二十五条；本市设定，参照浙江省公共信用信息管理条例第十五条（自然人信息不公示）；
// 未成年人保护法第一百零三条（未成年人不公开）
const publicName = (
  { kind, name, bornOn, listedOn, decidedOn }: PublicFact,
  { persons, adultAge }: { persons: number; adultAge: number },
) => {
  if (kind === 'individual-business') return publicShopName(name);
  if (kind !== 'person') return name;
  if (persons === 0 || bornOn === null || day(listedOn ?? decidedOn) < addYears(bornOn, adultAge))
    return null;
  return persons === 2 ? name : maskPersonName(name, 'one');
};

const publicRow = (fact: PublicFact, { matter, content }: PublicList, name: string): PublicRow => {
  const wordsOf = (names: readonly string[]) =>
    names.flatMap((field) => (fact.fields[field] ? [publicText(fact.fields[field])] : [])).join('；');
  return {
    id: String(fact.recordId),
    name,
    uscc: fact.kind === 'person' ? null : fact.uscc,
    kind: fact.kind,
    authority: fact.authorityName,
    documentNo: fact.documentNo && publicText(fact.documentNo),
    matter: wordsOf(matter) || publicText(fact.reason ?? ''),
    content: wordsOf(content),
    since: fact.listedOn ?? fact.decidedOn,
    until: [fact.publishedUntil, fact.dueOn].filter((end) => end !== null).sort()[0] ?? null,
    isDisputed: fact.isDisputed,
    isUnderAppeal: fact.isUnderAppeal,
    isStayed: fact.isStayed,
  };
};

export const publicColumns = [
  '编号',
  '名称',
  '统一社会信用代码',
  '主体类别',
  '认定机关',
  '文书号',
  '事由',
  '内容',
  '起始日期',
  '公示截止日期',
  '异议处理中',
  '复议诉讼',
] as const;

export const publicKindWords: Readonly<Record<PublicFact['kind'], string>> = {
  organisation: '法人及非法人组织',
  'individual-business': '个体工商户',
  person: '自然人',
  government: '国家机关',
};

const cellsOf = (row: PublicRow): string[] => [
  row.id,
  row.name,
  row.uscc ?? '',
  publicKindWords[row.kind],
  row.authority,
  row.documentNo ?? '',
  row.matter,
  row.content,
  row.since,
  row.until ?? '',
  row.isDisputed ? '是' : '',
  appealWord(row),
];

// A stay does not end the decision: it stays published with its flag until it is quashed, varied or its term
// is over.
// Basis: 行政处罚法第四十八条（被依法变更、撤销、确认违法或者确认无效的，三日内撤回）；停止执行期间继续公示并予标注为本市设定
const appealWord = ({ isUnderAppeal, isStayed }: Pick<PublicRow, 'isUnderAppeal' | 'isStayed'>) => {
  if (isStayed) return '停止执行';
  return isUnderAppeal ? '审理中' : '';
};

// Citizens' cards and permanent residence cards of 18 characters tell the day of birth.
export const bornOn = (code: string): Day | null => {
  const text = `${code.slice(6, 10)}-${code.slice(10, 12)}-${code.slice(12, 14)}`;
  return code.length === 18 && isDay(text) ? text : null;
};
