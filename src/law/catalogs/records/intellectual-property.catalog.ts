import type { Field } from '../catalog.ts';
import { optional, pastDay, required, wordsColumn } from '../columns.ts';
import { authorityFields, remarkField, sourceNoField, subjectFields } from './field-groups.ts';
import { lastingRecord } from './lasting-record.rules.ts';

const fields: readonly Field[] = [
  sourceNoField,
  ...subjectFields,
  required('rightType', '登记类别', 'choice', {
    values: ['商标专用权质押登记', '专利权质押登记', '著作权质押登记', '计算机软件著作权登记'],
    aliases: {
      商标质押: '商标专用权质押登记',
      专利质押: '专利权质押登记',
      著作权质押: '著作权质押登记',
      软件著作权: '计算机软件著作权登记',
    },
    synonyms: ['知识产权类别', '类别'],
    example: '计算机软件著作权登记',
  }),
  wordsColumn('rightName', '知识产权名称', 500, {
    synonyms: ['软件名称', '专利名称', '商标名称', '作品名称'],
    example: '示例软件 V1.0',
  }),
  required('registrationNo', '登记号', 'document-no', {
    maxLength: 64,
    synonyms: ['登记编号', '质押登记号'],
    example: '2026SR0000001',
  }),
  optional('pledgee', '质权人', 'name', { maxLength: 200, synonyms: ['质权人名称'] }),
  optional('securedAmount', '担保金额（万元）', 'money', { synonyms: ['被担保债权数额（万元）'] }),
  pastDay('registeredOn', '登记日期', ['登记时间']),
  optional('validTo', '有效期至', 'day', { synonyms: ['质押期限至', '登记期限至'] }),
  ...authorityFields({ name: '登记机构', code: '登记机构统一社会信用代码', synonyms: ['登记机关'] }),
  remarkField,
];

// Basis: 全国公共信用信息基础目录（2024年版）：知识产权信息（商标、专利质押登记，软件著作权）
export const intellectualProperty = lastingRecord({
  code: 'intellectual-property',
  name: '知识产权信息',
  category: '知识产权信息',
  nature: 'positive',
  fields,
  businessKey: ['authorityUscc', 'rightType', 'registrationNo', 'uscc', 'idNo'],
  disclosure: 'public',
  sharing: '政务共享，可向社会公开；自然人仅在政务部门间共享',
  updateFrequency: '登记、变更、注销之日起 7 个工作日内',
  basis: '全国公共信用信息基础目录（2024年版）',
  from: 'registeredOn',
  documentNo: 'registrationNo',
});
