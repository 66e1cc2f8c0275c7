import type { Day } from '../../kernel/day.ts';
import { isKeyOf } from '../../kernel/own-keys.ts';
import type { Catalog } from '../../law/catalogs/catalog.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { classFrom, classFromWords, classWords } from '../../law/catalogs/class-from.ts';
import { isShown, type Publicity } from '../../public/public-lists/publicity.rules.ts';
import { withoutIdentityNo } from '../../public/public-lists/struck-text.rules.ts';

// The thirteen categories in their published order, which is the order of the report's sections.
// Basis: 全国公共信用信息基础目录（2024年版）；公共信用信息报告标准（2022年版）
export const sectionNames = [
  '登记注册基本信息',
  '司法裁判及执行信息',
  '行政管理信息',
  '职称和职业信息',
  '经营（活动）异常名录（状态）信息',
  '严重失信主体名单信息',
  '合同履行信息',
  '信用承诺及履行情况信息',
  '信用评价结果信息',
  '遵守法律法规情况信息',
  '诚实守信相关荣誉信息',
  '知识产权信息',
  '经营主体自主提供信息',
] as const;

export type ReportFact = Publicity & {
  recordId: number;
  documentNo: string | null;
  authorityName: string;
  decidedOn: string;
  listedOn: string | null;
  isDisputed: boolean;
  isUnderAppeal: boolean;
  isStayed: boolean;
  fields: Readonly<Record<string, string>>;
};
export type ReportItem = {
  recordId: number;
  catalog: string;
  catalogName: string;
  authority: string;
  documentNo: string | null;
  decidedOn: string;
  until: string | null;
  isListed: boolean;
  isDisputed: boolean;
  // Absent in reports kept from before.
  isUnderAppeal?: boolean;
  isStayed?: boolean;
  lines: { label: string; text: string }[];
};
export type ReportSection = { no: number; name: string; items: ReportItem[] };

// A record that speaks against a subject is in a report only while it is published; any other until retention
// ends.
// Basis: 信用修复管理办法（发展改革委令第36号）第三条；国办发〔2025〕22号；本市设定，参照河南省社会信用条例第十九条（正面信息可长期展示）
export const isReported = (fact: ReportFact, today: Day): boolean => {
  const catalog = findCatalog(fact.catalog);
  if (!catalog) return false;
  if (isAdverse(fact, catalog) || fact.recordState !== 'unpublished')
    return isShown(bounded(fact, catalog), today);
  return isShown({ ...bounded(fact, catalog), recordState: 'live' }, today);
};

const UNBROKEN = ['全部履行', '履行中'];
const isAdverse = ({ fields }: ReportFact, { nature, opens }: Catalog) =>
  nature === 'negative' || opens !== null || !UNBROKEN.includes(fields.fulfilment ?? '全部履行');

const bounded = (fact: ReportFact, catalog: Catalog): ReportFact =>
  isAdverse(fact, catalog) ? fact : { ...fact, publishedUntil: null };

export const sectionsOf = (facts: readonly ReportFact[], today: Day): ReportSection[] => {
  const items = facts
    .filter((fact) => isReported(fact, today))
    .flatMap((fact) => {
      const catalog = findCatalog(fact.catalog);
      return catalog ? [{ category: catalog.category, item: itemOf(fact, catalog) }] : [];
    });
  return sectionNames.map((name, place) => ({
    no: place + 1,
    name,
    items: items.filter(({ category }) => category === name).map(({ item }) => item),
  }));
};

// The head of the report or of the item shows these already.
const SHOWN_ABOVE = new Set([
  'authorityName',
  'authorityUscc',
  'counterpartName',
  'counterpartType',
  'decisionDocNo',
  'documentNo',
  'idNo',
  'idType',
  'legalRepIdType',
  'personIdType',
  'severity',
  'sourceNo',
  'sourceUnit',
  'sourceUnitUscc',
  'subjectKind',
  'subjectName',
  'uscc',
  'usccCode',
]);

const itemOf = (fact: ReportFact, { code, name, fields }: Catalog): ReportItem => ({
  recordId: fact.recordId,
  catalog: code,
  catalogName: name,
  authority: fact.authorityName,
  documentNo: fact.documentNo,
  decidedOn: fact.listedOn ?? fact.decidedOn,
  until: [fact.publishedUntil, fact.dueOn].filter((end) => end !== null).sort()[0] ?? null,
  isListed: fact.listingState !== null,
  isDisputed: fact.isDisputed,
  isUnderAppeal: fact.isUnderAppeal,
  isStayed: fact.isStayed,
  lines: classLines(fact).concat(
    fields.flatMap((field) => {
      const text = fact.fields[field.name];
      const isAbove =
        SHOWN_ABOVE.has(field.name) || (field.type === 'day' && text === (fact.listedOn ?? fact.decidedOn));
      if (!text || field.isPersonal || isAbove) return [];
      return [{ label: field.header, text: withoutIdentityNo(text) }];
    }),
  ),
});

// A listing says by itself how grave it is.
const classLines = (fact: ReportFact): ReportItem['lines'] => {
  const from = fact.listingState === null ? classFrom(fact) : null;
  const weight = fact.class;
  if (!from || weight === null || !isKeyOf(classWords, weight)) return [];
  return [{ label: '失信程度', text: `${classWords[weight]}（${classFromWords[from]}）` }];
};

export const recordsIn = ({ sections }: { sections: readonly ReportSection[] }): number[] =>
  sections.flatMap(({ items }) => items.map(({ recordId }) => recordId));
