import { day } from '../../../src/kernel/day.ts';
import type { Assessment, Catalog, Cell, RowContext } from '../../../src/law/catalogs/catalog.ts';
import { findCatalog } from '../../../src/law/catalogs/catalog-list.ts';
import { assessRow } from '../../../src/law/catalogs/reading/assess-row.rules.ts';
import { defaultSettings } from '../../../src/law/rulebook/settings.ts';
import { aCitizenId } from '../../kit/identities.ts';

export const OWN = '114403000075500130';
export const COOPERATIVE = '93440300MA5FAAA13R';
export const SHOP = '92440300MA5EXMPX83';
export const PERSON_ID = aCitizenId('虚构甲');

const settings = new Map(defaultSettings.map(({ key, value }) => [key, value]));

export const context: RowContext = {
  today: day('2026-11-24'),
  setting: (key) => {
    const value = settings.get(key);
    if (value === undefined) throw new Error(`no setting ${key}`);
    return value;
  },
  agency: { name: '示例市某某局', uscc: OWN },
};

export const catalogOf = (code: string): Catalog => {
  const catalog = findCatalog(code);
  if (!catalog) throw new Error(`no catalogue ${code}`);
  return catalog;
};

type Texts = Readonly<Record<string, string>>;
const authority = { authorityName: '示例市某某局', authorityUscc: OWN };

const valid: Readonly<Record<string, Texts>> = {
  'administrative-penalty': {
    counterpartName: '示例蔬菜种植专业合作社',
    counterpartType: '法人及非法人组织',
    usccCode: COOPERATIVE,
    legalRepresentative: '虚构甲',
    decisionDocNo: '示市监罚〔2026〕1号',
    violationType: '违反广告管理规定',
    facts: '发布虚假广告',
    legalBasis: '《中华人民共和国广告法》第五十五条',
    penaltyType: '罚款',
    content: '罚款人民币壹万元',
    fineAmount: '1',
    decisionDate: '2026-03-02',
    sourceUnit: '示例市某某局',
    sourceUnitUscc: OWN,
    ...authority,
  },
  'serious-violation': {
    subjectName: '示例蔬菜种植专业合作社',
    uscc: COOPERATIVE,
    reason: '提交虚假材料取得登记',
    listedOn: '2026-03-02',
    documentNo: '示市监严列〔2026〕1号',
    legalBasis: '《市场监督管理严重违法失信名单管理办法》第五条',
    measuresNote: '不适用告知承诺制',
    removalConditions: '满一年且履行处罚后可申请移出',
    remedy: '可依法申请行政复议或者提起行政诉讼',
    legalRepresentative: '虚构甲',
    ...authority,
  },
  'judgment-defaulter': {
    subjectKind: '自然人',
    subjectName: '虚构甲',
    idType: '居民身份证',
    idNo: PERSON_ID,
    caseNo: '（2026）示0101执1号',
    courtName: '示例市某某区人民法院',
    publishedOn: '2026-03-02',
    conduct: '违反财产报告制度',
    performance: '全部未履行',
    basisNo: '（2025）示0101民初1号',
    basisUnit: '示例市某某区人民法院',
    duty: '支付货款',
    filedOn: '2026-01-05',
    ...authority,
  },
  'false-commitment': {
    subjectName: '示例蔬菜种植专业合作社',
    uscc: COOPERATIVE,
    matter: '食品经营许可告知承诺',
    documentNo: '示监承〔2026〕1号',
    decidedOn: '2026-03-02',
    breach: '承诺的经营场所条件不属实',
    ...authority,
  },
  honour: {
    subjectName: '示例蔬菜种植专业合作社',
    uscc: COOPERATIVE,
    title: 'A级纳税人',
    documentNo: '示信荣〔2026〕1号',
    awardedOn: '2026-03-02',
    ...authority,
  },
};

// A catalogue without a row of its own above is tried with its template's example.
const exampleRow = (code: string): Texts =>
  Object.fromEntries(
    catalogOf(code).fields.flatMap(({ name, example }) => (example ? [[name, example]] : [])),
  );

export const validTexts = (code: string): Texts => valid[code] ?? exampleRow(code);

// A valid row of the catalogue with the given cells in place of its own; '' leaves a cell out.
export const aRow = (code: string, changes: Readonly<Record<string, string | Cell>> = {}) => {
  const cells = Object.entries({ ...validTexts(code), ...changes }).map(
    ([name, cell]) =>
      [name, typeof cell === 'string' ? { text: cell, kind: 'text' as const } : cell] as const,
  );
  return { cells: Object.fromEntries(cells) };
};

export const assess = (code: string, changes: Readonly<Record<string, string | Cell>> = {}): Assessment =>
  assessRow(catalogOf(code), aRow(code, changes), context);

export const draftOf = (code: string, changes: Readonly<Record<string, string | Cell>> = {}) => {
  const assessment = assess(code, changes);
  if (!assessment.ok) throw new Error(JSON.stringify(assessment.faults));
  return { ...assessment.draft, warnings: assessment.warnings.map((warning) => warning.code) };
};

// Column and code of every fault, sorted: what an agency would have to mend.
export const faultsOf = (code: string, changes: Readonly<Record<string, string | Cell>> = {}): string[] => {
  const assessment = assess(code, changes);
  return assessment.ok ? [] : assessment.faults.map((fault) => `${fault.column} ${fault.code}`).sort();
};
