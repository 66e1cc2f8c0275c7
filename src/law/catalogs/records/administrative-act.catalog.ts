import { day } from '../../../kernel/day.ts';
import type { Field } from '../catalog.ts';
import { optional, pastDay, required, wordsColumn } from '../columns.ts';
import {
  authorityFields,
  documentNoField,
  remarkField,
  sourceNoField,
  subjectFields,
} from './field-groups.ts';
import { lastingRecord } from './lasting-record.rules.ts';

// Acts of an agency other than licences and penalties, which have catalogues of their own.
const acts = [
  '行政强制',
  '行政确认',
  '行政征收',
  '行政给付',
  '行政裁决',
  '行政补偿',
  '行政奖励',
  '行政监督检查',
];

const fields: readonly Field[] = [
  sourceNoField,
  ...subjectFields,
  required('actType', '行政行为类别', 'choice', {
    values: acts,
    aliases: { ...Object.fromEntries(acts.map((act) => [act.slice(2), act])), 行政检查: '行政监督检查' },
    synonyms: ['类别', '行政管理类别'],
    example: '行政确认',
  }),
  wordsColumn('matter', '事项名称', 200, { synonyms: ['行政行为名称'], example: '示例：高新技术企业确认' }),
  documentNoField('文书号', ['文号', '决定文书号', '决定书文号'], '示科确〔2026〕1号'),
  wordsColumn('facts', '事实', 5000, {
    synonyms: ['事实和理由', '内容', '行政行为内容'],
    example: '示例：经审核符合条件',
  }),
  wordsColumn('legalBasis', '依据', 2048, {
    synonyms: ['法律依据', '决定依据'],
    example: '《示例管理办法》第五条',
  }),
  wordsColumn('result', '结果', 4000, {
    synonyms: ['决定结果', '检查结果', '处理结果'],
    example: '示例：予以确认',
  }),
  pastDay('decidedOn', '决定日期', ['生效日期', '生效期', '检查日期']),
  optional('validTo', '截止日期', 'day', { synonyms: ['截止期', '有效期至'] }),
  optional('status', '当前状态', 'choice', {
    values: ['有效', '无效', '撤销'],
    aliases: { 正常: '有效', 失效: '无效', 已撤销: '撤销' },
    synonyms: ['状态'],
  }),
  ...authorityFields({ name: '实施机关', code: '实施机关统一社会信用代码', synonyms: ['机关', '决定机关'] }),
  remarkField,
];

// Basis: 全国公共信用信息基础目录（2024年版）：行政管理信息（行政强制、确认、征收、给付、裁决、补偿、奖励、监督检查）
export const administrativeAct = lastingRecord({
  code: 'administrative-act',
  name: '其他行政管理信息',
  category: '行政管理信息',
  nature: 'neutral',
  fields,
  businessKey: ['authorityUscc', 'actType', 'documentNo', 'uscc', 'idNo'],
  disclosure: 'limited',
  sharing: '政务共享，特定范围内公开；自然人信息仅在政务部门间共享',
  updateFrequency: '作出之日起 7 个工作日内',
  basis: '全国公共信用信息基础目录（2024年版）',
  from: 'decidedOn',
  documentNo: 'documentNo',
  ended: ({ status, decidedOn = '' }) =>
    status === '撤销' ? { on: day(decidedOn), state: 'withdrawn', ground: '实施机关载明已撤销' } : null,
});
