import type { Field } from '../catalog.ts';
import { optional, pastDay, required, wordsColumn } from '../columns.ts';
import { faultAt } from '../reading/row-faults.ts';
import { identifiersOfRow, kindFaults } from '../reading/subject-of-row.rules.ts';
import {
  authorityFields,
  remarkField,
  sourceNoField,
  subjectKindField,
  subjectNameField,
} from './field-groups.ts';
import { lastingRecord } from './lasting-record.rules.ts';

const fields: readonly Field[] = [
  sourceNoField,
  subjectKindField({ isRequired: false }),
  subjectNameField,
  required('uscc', '统一社会信用代码', 'uscc', { example: '93440300MA5FAAA13R' }),
  wordsColumn('item', '信息名称', 200, {
    synonyms: ['信息项名称', '事项名称'],
    example: '示例：质量管理体系认证',
  }),
  wordsColumn('content', '信息内容', 4000, {
    synonyms: ['内容'],
    example: '示例：已取得认证，证书在有效期内',
  }),
  pastDay('declaredOn', '申报日期', ['填报日期', '提供日期']),
  optional('validTo', '有效期至', 'day', { synonyms: ['有效期'] }),
  required('isPledged', '真实性承诺', 'choice', {
    values: ['是', '否'],
    aliases: { 已承诺: '是', 未承诺: '否', '1': '是', '0': '否' },
    synonyms: ['是否承诺真实'],
    example: '是',
  }),
  required('verification', '核验方式', 'choice', {
    values: ['证明材料核验', '部门数据比对', '第三方认证', '未核验'],
    aliases: { 材料核验: '证明材料核验', 数据比对: '部门数据比对' },
    synonyms: ['认证方式'],
    example: '证明材料核验',
  }),
  ...authorityFields({ name: '受理单位', code: '受理单位统一社会信用代码', synonyms: ['归集单位'] }),
  remarkField,
];

// Basis: 全国公共信用信息基础目录（2024年版）：经营主体自主提供信息: nothing is taken in that its provider does not vouch for
export const selfDeclared = lastingRecord({
  code: 'self-declared',
  name: '经营主体自主提供信息',
  category: '经营主体自主提供信息',
  nature: 'positive',
  fields,
  businessKey: ['authorityUscc', 'item', 'declaredOn', 'uscc'],
  disclosure: 'limited',
  sharing: '政务共享，经提供主体同意的可以公开',
  updateFrequency: '受理之日起 7 个工作日内',
  basis: '全国公共信用信息基础目录（2024年版）',
  faults: (values) => [
    ...kindFaults('主体类别', values.subjectKind, identifiersOfRow(values)),
    ...(values.isPledged === '否'
      ? [faultAt('真实性承诺', 'row.not-pledged', '未作真实性承诺的信息不予归集；请由提供主体承诺后再报送。')]
      : []),
  ],
  from: 'declaredOn',
});
