import { day } from '../../../kernel/day.ts';
import type { Catalog, Field, Values } from '../catalog.ts';
import { optional, required } from '../columns.ts';
import { recordDraft } from '../reading/draft-of-row.rules.ts';
import { oldIdentifiers } from '../reading/old-identifiers.rules.ts';
import { dayOrderFaults, faultAt, missingFault } from '../reading/row-faults.ts';
import { subjectOf } from '../reading/subject-of-row.rules.ts';
import {
  authorityFields,
  orgCodeField,
  regNoField,
  remarkField,
  sourceNoField,
  subjectNameField,
} from './field-groups.ts';
import { responsibleFaults, responsibleFields } from './responsible-fields.ts';

const DISSOLVED = ['注销', '撤销'];

// The credit code and the old codes side by side: by them records under an old code find their subject. 住所 is
// dropped at the gate.
const fields: readonly Field[] = [
  sourceNoField,
  { ...subjectNameField, synonyms: ['企业名称', '单位名称', '机构名称', '个体工商户名称', '名称'] },
  optional('formerName', '曾用名', 'text', { maxLength: 500, synonyms: ['曾用名称', '原名称'] }),
  required('uscc', '统一社会信用代码', 'uscc', {
    synonyms: ['社会信用代码', '统一代码'],
    example: '93440300MA5FAAA13R',
  }),
  { ...regNoField, example: '440301103097413' },
  { ...orgCodeField, example: 'D2143569X' },
  optional('taxRegNo', '税务登记号', 'code', { maxLength: 20, synonyms: ['税务登记证号'] }),
  optional('institutionCertNo', '事业单位证书号', 'code', { maxLength: 12 }),
  optional('socialOrgRegNo', '社会组织登记证号', 'code', { maxLength: 50 }),
  optional('entityType', '主体类型', 'text', {
    maxLength: 100,
    synonyms: ['企业类型', '机构类型', '市场主体类型', '类型'],
    example: '农民专业合作社',
  }),
  ...responsibleFields,
  required('status', '登记状态', 'choice', {
    values: ['存续', '吊销', '停业', '迁出', ...DISSOLVED],
    aliases: {
      在业: '存续',
      在营: '存续',
      开业: '存续',
      正常: '存续',
      '在营（开业）': '存续',
      '存续（在营、开业、在册）': '存续',
      '吊销,未注销': '吊销',
      '吊销，未注销': '吊销',
      '吊销,已注销': '注销',
      '吊销，已注销': '注销',
      歇业: '停业',
      已迁出: '迁出',
      已注销: '注销',
      已撤销: '撤销',
      撤销登记: '撤销',
    },
    synonyms: ['经营状态', '企业状态', '状态', '主体状态'],
    example: '存续',
  }),
  required('establishedOn', '成立日期', 'day', {
    dates: 'decision',
    isPast: true,
    synonyms: ['设立日期', '注册日期', '成立时间'],
    example: '2020-05-06',
  }),
  optional('approvedOn', '核准日期', 'day', { isPast: true, synonyms: ['核准时间', '变更日期'] }),
  optional('validFrom', '营业期限自', 'day', { synonyms: ['经营期限自', '有效期自'] }),
  optional('validTo', '营业期限至', 'day', { synonyms: ['经营期限至', '有效期至'] }),
  optional('dissolvedOn', '注销日期', 'day', {
    isPast: true,
    requiredWhen: '登记状态是注销、撤销时',
    synonyms: ['注销时间', '撤销日期'],
  }),
  optional('capital', '注册资本（万元）', 'money', { synonyms: ['出资额（万元）', '开办资金（万元）'] }),
  optional('scope', '经营范围', 'text', { maxLength: 4000, synonyms: ['业务范围', '宗旨和业务范围'] }),
  ...authorityFields({
    name: '登记机关',
    code: '登记机关统一社会信用代码',
    synonyms: ['登记管理机关', '发证机关'],
  }),
  remarkField,
];

const statusFaults = ({ status, dissolvedOn }: Values) => {
  if (!status) return [];
  const isDissolved = DISSOLVED.includes(status);
  if (isDissolved && !dissolvedOn) return [missingFault(fields, 'dissolvedOn', `登记状态是${status}`)];
  if (!dissolvedOn || isDissolved) return [];
  return [faultAt('登记状态', 'row.status', `填写了注销日期，登记状态却是${status}；请改正其中一项。`)];
};

// Basis: 市场主体登记管理条例；全国公共信用信息基础目录（2024年版）：登记注册基本信息
export const registration: Catalog = {
  code: 'registration',
  edition: 1,
  name: '登记注册基本信息',
  category: '登记注册基本信息',
  nature: 'neutral',
  fields,
  businessKey: ['authorityUscc', 'uscc'],
  opens: null,
  disclosure: 'public',
  sharing: '政务共享，可向社会公开；法定代表人证件号码不公开',
  concerns: 'organisations',
  retentionSetting: 'retention.neutral',
  updateFrequency: '每日',
  basis: '市场主体登记管理条例；全国公共信用信息基础目录（2024年版）',
  faults: (values) => [
    ...responsibleFaults(fields, values),
    ...statusFaults(values),
    ...dayOrderFaults(fields, values, [
      ['establishedOn', 'approvedOn'],
      ['establishedOn', 'dissolvedOn'],
      ['validFrom', 'validTo'],
    ]),
  ],
  warnings: (values, context) => {
    const old = oldIdentifiers(values, context.today).map(({ type }) => type);
    const unread = [
      ...(values.regNo && !old.includes('business-registration-no') ? ['工商注册号'] : []),
      ...(values.orgCode && !old.includes('org-code') ? ['组织机构代码'] : []),
    ];
    return unread.map((column) =>
      faultAt(
        column,
        'value.old-code',
        `“${column}”校验不符，已作为文字收录，不能据此关联旧码记录；请核对。`,
      ),
    );
  },
  draft: (values, context) => {
    const dissolvedOn = values.dissolvedOn ? day(values.dissolvedOn) : null;
    return recordDraft(values, context, {
      subject: subjectOf(values, oldIdentifiers(values, context.today)),
      decidedOn: day(values.approvedOn ?? values.establishedOn ?? ''),
      documentNo: undefined,
      publishedUntil: null,
      keptFrom: dissolvedOn,
      retentionSetting: 'retention.neutral',
    });
  },
};
