import { ownValue } from '../../../kernel/own-keys.ts';
import type { RecordClass } from '../catalog.ts';

// Basis: 国办发〔2025〕22号第二条、信用修复管理办法（发展改革委令第36号）；行政处罚法第九条的处罚种类
const CLASS_OF_PENALTY = {
  警告: 'minor',
  通报批评: 'minor',
  罚款: 'ordinary',
  没收违法所得: 'ordinary',
  没收非法财物: 'ordinary',
  暂扣许可证件: 'ordinary',
  降低资质等级: 'ordinary',
  吊销许可证件: 'severe',
  限制开展生产经营活动: 'severe',
  责令停产停业: 'severe',
  责令关闭: 'severe',
  限制从业: 'severe',
  // No national text names it as severe; the police's own law says what of it may be told at all.
  行政拘留: 'ordinary',
  其他: 'ordinary',
} as const satisfies Record<string, RecordClass>;

const WEIGHT: Readonly<Record<RecordClass, number>> = { minor: 0, ordinary: 1, severe: 2 };

export const penaltyTypes: readonly string[] = Object.keys(CLASS_OF_PENALTY);
export const SIMPLE_PROCEDURE = '简易程序';

// Several penalties in one decision: the heaviest decides. A simple procedure is minor whatever it imposed.
// Basis: 国办发〔2025〕22号第二条
export const penaltyClass = (penalties: readonly string[], procedure: string | undefined): RecordClass => {
  if (procedure === SIMPLE_PROCEDURE) return 'minor';
  return penalties
    .map((penalty) => ownValue(CLASS_OF_PENALTY, penalty) ?? 'ordinary')
    .reduce((heaviest, next) => (WEIGHT[next] > WEIGHT[heaviest] ? next : heaviest), 'minor');
};
