import type { Field } from '../catalog.ts';
import { optional, required, wordsColumn } from '../columns.ts';
import {
  authorityFields,
  documentFields,
  orgCodeField,
  sourceNoField,
  subjectKindField,
} from '../records/field-groups.ts';
import { responsibleFields } from '../records/responsible-fields.ts';
import { taxpayerNameField, taxpayerNoField } from '../records/taxpayer-fields.ts';
import { listingDecisionFields, removalFields } from './listing-fields.ts';
import { severeList } from './severe-list.rules.ts';

const FORGED = '虚开增值税专用发票或者虚开用于骗取出口退税、抵扣税款的其他发票';

// 注册地址 and 性别 are not here on purpose: they are dropped at the gate.
const fields: readonly Field[] = [
  sourceNoField,
  subjectKindField({ isRequired: false }),
  taxpayerNameField,
  { ...taxpayerNoField, requiredWhen: '当事人不是自然人时' },
  orgCodeField,
  ...documentFields({ isRequired: false }),
  ...responsibleFields,
  required('caseNature', '案件性质', 'choices', {
    values: [
      '偷税',
      '逃避追缴欠税',
      '骗取出口退税',
      '抗税',
      FORGED,
      '虚开普通发票',
      '私自印制、伪造、变造发票',
      '走逃（失联）',
      '税务代理人违法',
      '其他',
    ],
    aliases: {
      逃税: '偷税',
      虚开增值税专用发票: FORGED,
      虚开发票: '虚开普通发票',
      '走逃(失联)': '走逃（失联）',
      走逃失联: '走逃（失联）',
    },
    synonyms: ['违法性质'],
    example: '偷税',
  }),
  ...listingDecisionFields({
    reason: {
      header: '主要违法事实',
      synonyms: ['违法事实', '列入原因'],
      example: '示例：在账簿上少列收入，少缴税款一百万元以上',
    },
    basis: {
      header: '处罚依据',
      synonyms: ['法律依据', '相关法律依据', '确定依据'],
      example: '《中华人民共和国税收征收管理法》第六十三条',
    },
    listedOn: { header: '公布日期', synonyms: ['公布时间', '录入时间', '确定日期', '发布日期'] },
  }),
  wordsColumn('outcome', '税务处理处罚情况', 4000, {
    synonyms: ['处理处罚情况', '相关法律依据及税务处理处罚情况'],
    example: '示例：追缴税款，并处罚款',
  }),
  optional('documentNo', '失信主体确定文书文号', 'document-no', {
    maxLength: 128,
    synonyms: ['确定文书文号', '处罚决定书文号', '税务行政处罚决定书文号', '文号'],
    example: '示税稽失信〔2026〕1号',
  }),
  ...removalFields,
  ...authorityFields({
    name: '确定税务机关',
    code: '确定税务机关统一社会信用代码',
    synonyms: ['税务机关', '检查机关', '所属税务机关'],
  }),
];

// Basis: 重大税收违法失信主体信息公布管理办法（国家税务总局令第54号）
export const majorTaxViolation = severeList({
  code: 'major-tax-violation',
  name: '重大税收违法失信主体',
  fields,
  decisionStates: [
    'documentNo',
    'legalBasis',
    'measuresNote',
    'removalConditions',
    'remedy',
    'legalRepresentative',
  ],
  businessKey: ['authorityUscc', 'listedOn', 'caseNature', 'uscc', 'orgCode', 'idNo'],
  updateFrequency: '确定文书送达次月 15 日内公布，公布、停止公布之日起 7 个工作日内报送',
  basis: '重大税收违法失信主体信息公布管理办法（国家税务总局令第54号）；国办发〔2020〕49号',
});
