import { addMonths, type Day, day } from '../../../kernel/day.ts';
import type { Catalog, Field, RowContext } from '../catalog.ts';
import { optional, required } from '../columns.ts';
import { severeDraft } from '../reading/draft-of-row.rules.ts';
import { dayOrderFaults } from '../reading/row-faults.ts';
import { subjectFaults, subjectOf } from '../reading/subject-of-row.rules.ts';
import { debtorDocumentFields, enforcingCourtField } from '../records/execution-fields.ts';
import {
  authorityFields,
  sourceNoField,
  subjectKindField,
  subjectNameField,
} from '../records/field-groups.ts';
import { responsibleFaults, responsibleFields } from '../records/responsible-fields.ts';
import { unstatedRemoval, withRemovalGround } from './removal-fields.ts';
import { removalFaults } from './severe-row.rules.ts';

const UNTIL_PERFORMED = '有履行能力而拒不履行生效法律文书确定义务';

const fields: readonly Field[] = withRemovalGround('judgment-defaulter', [
  sourceNoField,
  { ...subjectKindField({ isRequired: true }), nationalCode: 'partyTypeName' },
  {
    ...subjectNameField,
    header: '被执行人姓名/名称',
    nationalCode: 'iname',
    synonyms: ['被执行人', '姓名', '名称', '主体名称'],
  },
  ...debtorDocumentFields({ idNo: 'cardNum' }),
  ...responsibleFields.map((field) =>
    field.name === 'legalRepresentative' ? { ...field, nationalCode: 'businessEntity' } : field,
  ),
  required('caseNo', '案号', 'document-no', {
    nationalCode: 'caseCode',
    maxLength: 128,
    synonyms: ['执行案号'],
    example: '（2026）示0101执1号',
  }),
  enforcingCourtField,
  optional('basisNo', '执行依据文号', 'document-no', {
    nationalCode: 'gistId',
    maxLength: 128,
    example: '（2025）示0101民初1号',
  }),
  optional('basisUnit', '作出执行依据单位', 'name', {
    nationalCode: 'gistUnit',
    maxLength: 200,
    example: '示例市某某区人民法院',
  }),
  optional('filedOn', '立案时间', 'day', {
    nationalCode: 'regDate',
    isPast: true,
    synonyms: ['立案日期'],
    example: '2026-01-05',
  }),
  required('publishedOn', '发布时间', 'day', {
    nationalCode: 'publishDate',
    isPast: true,
    dates: 'decision',
    synonyms: ['发布日期', '公布日期'],
    example: '2026-03-02',
  }),
  required('conduct', '失信行为具体情形', 'choices', {
    nationalCode: 'disruptTypeName',
    values: [
      UNTIL_PERFORMED,
      '以伪造证据、暴力、威胁等方法妨碍、抗拒执行',
      '以虚假诉讼、虚假仲裁或者以隐匿、转移财产等方法规避执行',
      '违反财产报告制度',
      '违反限制消费令',
      '无正当理由拒不履行执行和解协议',
    ],
    aliases: {
      有履行能力而拒不履行: UNTIL_PERFORMED,
      有履行能力而拒不履行生效法律文书确定义务的: UNTIL_PERFORMED,
      其他规避执行: '以虚假诉讼、虚假仲裁或者以隐匿、转移财产等方法规避执行',
      '以虚假诉讼、虚假仲裁或者以隐匿、转移财产等方法规避执行的':
        '以虚假诉讼、虚假仲裁或者以隐匿、转移财产等方法规避执行',
      '以伪造证据、暴力、威胁等方法妨碍、抗拒执行的': '以伪造证据、暴力、威胁等方法妨碍、抗拒执行',
      违反财产报告制度的: '违反财产报告制度',
      违反限制消费令的: '违反限制消费令',
      违反限制高消费令: '违反限制消费令',
      无正当理由拒不履行执行和解协议的: '无正当理由拒不履行执行和解协议',
    },
    example: '违反财产报告制度',
  }),
  required('performance', '被执行人的履行情况', 'choice', {
    values: ['全部未履行', '部分未履行', '全部已履行'],
    aliases: { 部分履行: '部分未履行', 全部履行: '全部已履行', 已履行: '全部已履行', 未履行: '全部未履行' },
    synonyms: ['履行情况'],
    example: '全部未履行',
  }),
  optional('duty', '生效法律文书确定的义务', 'text', {
    nationalCode: 'duty',
    maxLength: 4000,
    example: '支付货款及利息',
  }),
  optional('performedPart', '已履行部分', 'text', { nationalCode: 'performedPart', maxLength: 2000 }),
  optional('unperformedPart', '未履行部分', 'text', { nationalCode: 'unperformPart', maxLength: 2000 }),
  optional('removedOn', '屏蔽日期', 'day', { isPast: true, synonyms: ['移出日期', '删除日期', '撤下日期'] }),
  ...authorityFields({ name: '认定单位', code: '认定单位统一社会信用代码' }),
]);

// Basis: 最高人民法院关于公布失信被执行人名单信息的若干规定（2017修正）第二条：able but refusing has no term, it lasts until performed.
const dueDay = (conduct: string, publishedOn: Day, context: RowContext): Day | null =>
  conduct.split(';').includes(UNTIL_PERFORMED)
    ? null
    : addMonths(publishedOn, context.setting('list.judgment-defaulter.term'));

// Basis: 最高人民法院关于公布失信被执行人名单信息的若干规定（2017修正）第六条（公布的内容，待核）
const PUBLISHED = ['basisNo', 'basisUnit', 'duty', 'filedOn', 'legalRepresentative'];

// Basis: 最高人民法院关于公布失信被执行人名单信息的若干规定（2017修正）
export const judgmentDefaulter: Catalog = {
  code: 'judgment-defaulter',
  edition: 1,
  name: '失信被执行人名单',
  category: '司法裁判及执行信息',
  nature: 'negative',
  fields,
  businessKey: ['authorityUscc', 'caseNo', 'idNo'],
  decisionStates: PUBLISHED,
  opens: 'severe',
  disclosure: 'public',
  sharing: '政务共享，可向社会公开；自然人证件号码不公开',
  retentionSetting: 'retention.negative',
  updateFrequency: '每日；应予删除的在 3 个工作日内删除',
  basis: '最高人民法院关于公布失信被执行人名单信息的若干规定（2017修正）；民事诉讼法',
  faults: (values) => [
    ...subjectFaults(values),
    ...responsibleFaults(fields, values),
    ...removalFaults(fields, values),
    ...dayOrderFaults(fields, values, [
      ['filedOn', 'publishedOn'],
      ['publishedOn', 'removedOn'],
    ]),
  ],
  warnings: unstatedRemoval,
  draft: (values, context) => {
    const publishedOn = day(values.publishedOn ?? '');
    const dueOn = dueDay(values.conduct ?? '', publishedOn, context);
    return severeDraft(values, context, {
      subject: subjectOf(values),
      documentNo: values.caseNo,
      listedOn: publishedOn,
      dueOn,
      reason: values.conduct ?? '',
      removedOn: values.removedOn ? day(values.removedOn) : undefined,
      removalReason: undefined,
      list: 'judgment-defaulter',
    });
  },
};
