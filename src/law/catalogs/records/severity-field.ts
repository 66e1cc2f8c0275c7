import { ownValue } from '../../../kernel/own-keys.ts';
import type { Field, RecordClass, Values } from '../catalog.ts';
import { optional } from '../columns.ts';

const words = { 轻微: 'minor', 一般: 'ordinary', 严重: 'severe' } as const satisfies Record<
  string,
  RecordClass
>;

// The class that the sector authority gave. 较重 and the like belong to none of the three and are refused.
// Basis: 国办发〔2025〕22号第二条（具体分类标准由行业主管部门制定）
export const severityField: Field = optional('severity', '失信程度', 'choice', {
  values: Object.keys(words),
  aliases: {
    minor: '轻微',
    ordinary: '一般',
    severe: '严重',
    轻微失信: '轻微',
    一般失信: '一般',
    严重失信: '严重',
  },
  synonyms: ['失信等级', '失信行为程度', '失信信息类别'],
});

export const severityOf = ({ severity }: Values): RecordClass | undefined =>
  severity === undefined ? undefined : ownValue(words, severity);
