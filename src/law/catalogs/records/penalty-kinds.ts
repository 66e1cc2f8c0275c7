import type { RecordClass } from '../catalog.ts';

// A value of the column 处罚类别. setting names it in the settings penalty.class.… and penalty.simple.…; weight
// is null where the amount decides.
type PenaltyKind = {
  word: string;
  setting: string;
  weight: RecordClass | null;
  isSimple: boolean;
  basis: string;
};

const BY_22 = '国办发〔2025〕22号第二条（具体分类标准由行业主管部门制定）；本市设定（待核）';
const NOT_NAMED = '国家规定未列；本市设定（待核）';
const kind = (word: string, setting: string, weight: RecordClass | null, basis = BY_22): PenaltyKind => ({
  word,
  setting,
  weight,
  isSimple: false,
  basis,
});

export const FINE = '罚款';

// First values of the settings, which decide; a deployment changes the settings.
// Basis: 行政处罚法第九条（处罚种类）、第五十一条（当场处罚：警告和小额罚款）；国办发〔2025〕22号第二条
export const penaltyKinds: readonly PenaltyKind[] = [
  { ...kind('警告', 'warning', 'minor'), isSimple: true },
  kind('通报批评', 'criticism', 'minor'),
  { ...kind(FINE, 'fine', null), isSimple: true },
  kind('没收违法所得', 'confiscated-gains', 'ordinary'),
  kind('没收非法财物', 'confiscated-goods', 'ordinary'),
  kind('暂扣许可证件', 'suspension', 'ordinary'),
  kind('降低资质等级', 'downgrading', 'ordinary'),
  kind('吊销许可证件', 'revocation', 'severe'),
  kind('限制开展生产经营活动', 'restriction', 'severe'),
  kind('责令停产停业', 'halt', 'severe'),
  kind('责令关闭', 'closure', 'severe'),
  kind('限制从业', 'occupation-bar', 'severe'),
  // No national text names it as severe; the police's own law says what of it may be told at all.
  kind('行政拘留', 'detention', 'ordinary', NOT_NAMED),
  { ...kind('其他', 'other', 'ordinary', NOT_NAMED), isSimple: true },
];
