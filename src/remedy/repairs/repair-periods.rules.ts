import { addMonths, type Day, day } from '../../kernel/day.ts';
import { isKeyOf } from '../../kernel/own-keys.ts';
import type { RecordClass } from '../../law/catalogs/catalog.ts';

export type RuleNo = 2019 | 58 | 36;
export type Settings = ReadonlyMap<string, number>;
export type Repairable = {
  catalog: string;
  class: RecordClass | null;
  decidedOn: string;
  fields: Readonly<Record<string, string>>;
  isListed: boolean;
};

// A case follows the rule of the setting repair.rule on the day of its application, and keeps it.
// Basis: 国家发展改革委令第36号、第58号；发改办财金〔2019〕527号
export const repairRules: Record<RuleNo, { name: string; basis: string }> = {
  36: { name: '信用修复管理办法（2025）', basis: '国家发展改革委令第36号，2026-04-01 起施行' },
  58: {
    name: '失信行为纠正后的信用信息修复管理办法（试行）',
    basis: '国家发展改革委令第58号，2023-05-01 至 2026-03-31',
  },
  2019: { name: '2019 年信用修复规定', basis: '发改办财金〔2019〕527号，至 2023-04-30' },
};
export const isRuleNo = (no: number): no is RuleNo => isKeyOf(repairRules, no);

// Records of these catalogues carry no class of their own. Each field's authority sets its standard; these
// are the city's defaults. Basis: 国办发〔2025〕22号第二条（具体分类标准由行业主管部门制定）；各目录的分类为本市设定
const classOfCatalog: Readonly<Record<string, RecordClass>> = {
  'false-commitment': 'severe',
  'abnormal-operation': 'minor',
  'tax-arrears': 'minor',
  'unperformed-judgment': 'minor',
};
export const repairClass = (target: Repairable): RecordClass =>
  target.isListed ? 'severe' : (target.class ?? classOfCatalog[target.catalog] ?? 'ordinary');

const PROTECTED = /食品|药品|特种设备|安全生产|消防/;
const isProtectedField = ({ fields }: Repairable) =>
  PROTECTED.test(['violationType', 'legalBasis', 'facts'].map((name) => fields[name] ?? '').join(' '));

// Names the setting with the shortest publicity before a repair. Null: a repair may follow as soon as the
// duty is done.
const settingOf = (rule: RuleNo, target: Repairable): string | null => {
  const weight = repairClass(target);
  if (rule !== 36) {
    if (weight === 'minor') return null;
    if (rule === 58)
      return isProtectedField(target) ? 'repair.order-58.protected.min' : 'repair.order-58.min';
    return `repair.rules-2019.${weight}.min`;
  }
  return weight === 'minor' ? null : `publicity.${weight}.min`;
};

const shortestPublicity = (rule: RuleNo, target: Repairable, settings: Settings): number => {
  const key = settingOf(rule, target);
  if (key === null) return 0;
  const months = settings.get(key);
  if (months === undefined) throw new RangeError(`no setting ${key}`);
  return months;
};

// The clock starts from the date of the document. Basis: 信用修复管理办法（发展改革委令第36号）
export const firstRepairDay = (rule: RuleNo, target: Repairable, settings: Settings): Day =>
  addMonths(day(target.decidedOn), shortestPublicity(rule, target, settings));
