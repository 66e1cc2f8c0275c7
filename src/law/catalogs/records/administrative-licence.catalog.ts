import { day } from '../../../kernel/day.ts';
import type { Catalog, Field } from '../catalog.ts';
import { optional, required, wordsColumn } from '../columns.ts';
import { recordDraft } from '../reading/draft-of-row.rules.ts';
import { dayOrderFaults } from '../reading/row-faults.ts';
import { counterpartFaults, counterpartSubject } from './counterpart.rules.ts';
import { counterpartFields, sourceUnitFields } from './counterpart-fields.ts';
import { authorityFields, remarkField, sourceNoField } from './field-groups.ts';

const fields: readonly Field[] = [
  sourceNoField,
  ...counterpartFields({ prefix: 'XK', also: ['被许可人', '持证人'] }),
  wordsColumn('decisionDocName', '行政许可决定文书名称', 64, {
    nationalCode: 'XK_XKWS',
    synonyms: ['许可决定文书名称', '决定文书名称'],
    example: '示例：准予行政许可决定书',
  }),
  required('decisionDocNo', '行政许可决定文书号', 'document-no', {
    nationalCode: 'XK_WSH',
    maxLength: 64,
    synonyms: ['行政许可决定书文号', '许可决定文书号', '决定文书号', '文号'],
    example: '示市监许〔2026〕1号',
  }),
  required('licenseType', '许可类别', 'choice', {
    nationalCode: 'XK_XKLB',
    values: ['普通', '特许', '认可', '核准', '登记', '其他'],
    aliases: {
      '01': '普通',
      '02': '特许',
      '03': '认可',
      '04': '核准',
      '05': '登记',
      '06': '其他',
      普通许可: '普通',
    },
    synonyms: ['行政许可类别'],
    example: '普通',
  }),
  optional('certificateName', '许可证书名称', 'text', {
    nationalCode: 'XK_XKZS',
    maxLength: 64,
    example: '示例经营许可证',
  }),
  optional('licenseNo', '许可编号', 'code', {
    nationalCode: 'XK_XKBH',
    maxLength: 64,
    synonyms: ['许可证编号', '许可证书编号', '证书编号'],
    example: 'SL20260001',
  }),
  wordsColumn('content', '许可内容', 4000, { nationalCode: 'XK_NR', example: '示例：预包装食品销售' }),
  required('decisionDate', '许可决定日期', 'day', {
    dates: 'decision',
    nationalCode: 'XK_JDRQ',
    isPast: true,
    synonyms: ['行政许可决定日期'],
    example: '2026/03/02',
  }),
  required('validFrom', '有效期自', 'day', {
    nationalCode: 'XK_YXQZ',
    synonyms: ['许可有效期自', '有效期起'],
    example: '2026/03/02',
  }),
  required('validTo', '有效期至', 'day', {
    nationalCode: 'XK_YXQZI',
    synonyms: ['许可有效期至', '有效期止'],
    example: '2099/12/31',
  }),
  ...authorityFields({
    name: '许可机关',
    code: '许可机关统一社会信用代码',
    national: ['XK_XKJG', 'XK_XKJGDM'],
  }),
  required('status', '当前状态', 'choice', {
    nationalCode: 'XK_ZT',
    values: ['有效', '无效', '撤销', '撤回', '注销', '吊销', '暂扣'],
    aliases: {
      '1': '有效',
      '2': '无效',
      正常: '有效',
      失效: '无效',
      过期: '无效',
      已撤销: '撤销',
      已撤回: '撤回',
      已注销: '注销',
      已吊销: '吊销',
    },
    synonyms: ['状态', '许可状态'],
    example: '有效',
  }),
  ...sourceUnitFields({ name: 'XK_LYDW', code: 'XK_LYDWDM' }),
  optional('usageScope', '信息使用范围', 'text', { nationalCode: 'XK_SYFW', maxLength: 100 }),
  remarkField,
];

// Basis: 发改办财金〔2018〕424号附件（行政许可信息公示标准）；行政许可法第四十条
export const administrativeLicence: Catalog = {
  code: 'administrative-licence',
  edition: 1,
  name: '行政许可信息',
  category: '行政管理信息',
  nature: 'neutral',
  fields,
  businessKey: ['authorityUscc', 'decisionDocNo', 'usccCode', 'regNo', 'orgCode', 'personIdNo'],
  opens: null,
  disclosure: 'public',
  sharing: '政务共享，可向社会公开；自然人信息仅在政务部门间共享',
  retentionSetting: 'retention.neutral',
  updateFrequency: '作出许可决定之日起 7 个工作日内',
  basis: '发改办财金〔2018〕424号；行政许可法第四十条',
  faults: (values, context) => [
    ...counterpartFaults(fields, values, context.today),
    ...dayOrderFaults(fields, values, [
      ['decisionDate', 'validTo'],
      ['validFrom', 'validTo'],
    ]),
  ],
  draft: (values, context) => {
    const validTo = day(values.validTo ?? '');
    return recordDraft(values, context, {
      subject: counterpartSubject(values, context.today),
      decidedOn: day(values.decisionDate ?? ''),
      documentNo: values.decisionDocNo,
      publishedUntil: validTo,
      keptFrom: validTo,
      retentionSetting: 'retention.neutral',
    });
  },
};
