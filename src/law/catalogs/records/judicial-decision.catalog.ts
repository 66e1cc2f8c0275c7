import { day } from '../../../kernel/day.ts';
import type { Catalog, Field } from '../catalog.ts';
import { optional, pastDay, required, wordsColumn } from '../columns.ts';
import { recordDraft } from '../reading/draft-of-row.rules.ts';
import { dayOrderFaults } from '../reading/row-faults.ts';
import { subjectOf } from '../reading/subject-of-row.rules.ts';
import { authorityFields, remarkField, sourceNoField, subjectNameField } from './field-groups.ts';
import { responsibleFaults, responsibleFields } from './responsible-fields.ts';

// Organisations only: the catalogue holds no criminal judgment of a natural person.
const fields: readonly Field[] = [
  sourceNoField,
  {
    ...subjectNameField,
    header: '单位名称',
    synonyms: ['企业名称', '债务人名称', '被告单位名称', '主体名称', '名称'],
  },
  required('uscc', '统一社会信用代码', 'uscc', { example: '93440300MA5FAAA13R' }),
  ...responsibleFields,
  required('decisionType', '裁判类型', 'choice', {
    values: ['单位犯罪刑事判决', '破产申请受理', '宣告破产', '重整计划批准', '和解协议认可', '破产程序终结'],
    aliases: {
      刑事判决: '单位犯罪刑事判决',
      破产受理: '破产申请受理',
      破产宣告: '宣告破产',
      批准重整计划: '重整计划批准',
      认可和解协议: '和解协议认可',
      终结破产程序: '破产程序终结',
    },
    example: '破产申请受理',
  }),
  required('caseNo', '案号', 'document-no', { maxLength: 128, example: '（2026）示01破1号' }),
  required('courtName', '裁判法院', 'name', {
    maxLength: 200,
    synonyms: ['审理法院', '作出裁判法院'],
    example: '示例市中级人民法院',
  }),
  optional('cause', '案由', 'text', { maxLength: 200, synonyms: ['罪名'] }),
  wordsColumn('result', '裁判结果', 4000, {
    synonyms: ['裁判主文', '判决结果'],
    example: '示例：裁定受理破产清算申请',
  }),
  pastDay('decidedOn', '裁判日期', ['判决日期', '裁定日期']),
  optional('effectiveOn', '生效日期', 'day', { isPast: true, synonyms: ['裁判生效日期'] }),
  ...authorityFields({ name: '认定单位', code: '认定单位统一社会信用代码' }),
  remarkField,
];

// Basis: 全国公共信用信息基础目录（2024年版）：司法裁判及执行信息；企业破产法第十四条
export const judicialDecision: Catalog = {
  code: 'judicial-decision',
  edition: 1,
  name: '司法裁判信息（单位犯罪、破产）',
  category: '司法裁判及执行信息',
  nature: 'negative',
  fields,
  businessKey: ['authorityUscc', 'caseNo', 'decisionType', 'uscc'],
  opens: null,
  disclosure: 'limited',
  sharing: '政务共享，特定范围内公开',
  retentionSetting: 'retention.negative',
  updateFrequency: '裁判生效之日起 7 个工作日内',
  basis: '全国公共信用信息基础目录（2024年版）；企业破产法第十四条',
  faults: (values) => [
    ...responsibleFaults(fields, values),
    ...dayOrderFaults(fields, values, [['decidedOn', 'effectiveOn']]),
  ],
  draft: (values, context) => {
    const decidedOn = day(values.decidedOn ?? '');
    return recordDraft(values, context, {
      subject: subjectOf(values),
      decidedOn,
      documentNo: values.caseNo,
      publishedUntil: null,
      keptFrom: decidedOn,
      retentionSetting: 'retention.negative',
    });
  },
};
