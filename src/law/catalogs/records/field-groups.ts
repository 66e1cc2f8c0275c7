import type { Field } from '../catalog.ts';
import { optional, required } from '../columns.ts';
import {
  allDocumentAliases,
  allDocuments,
  personDocumentAliases,
  personDocuments,
} from '../document-types.ts';

export const subjectKinds = ['法人及非法人组织', '自然人', '个体工商户'];
export const subjectKindAliases: Readonly<Record<string, string>> = {
  organisation: '法人及非法人组织',
  government: '法人及非法人组织',
  法人和非法人组织: '法人及非法人组织',
  法人或其他组织: '法人及非法人组织',
  法人和其他组织: '法人及非法人组织',
  法人: '法人及非法人组织',
  企业: '法人及非法人组织',
  '581': '法人及非法人组织',
  person: '自然人',
  个人: '自然人',
  '580': '自然人',
  'individual-business': '个体工商户',
  个体户: '个体工商户',
};

export const sourceNoField: Field = optional('sourceNo', '来源记录号', 'code', {
  synonyms: ['来源记录编号', '记录编号'],
  maxLength: 128,
});

export const authorityFields = (headers: {
  name: string;
  code: string;
  national?: readonly [name: string, code: string];
  synonyms?: readonly string[];
  codeSynonyms?: readonly string[];
}): readonly Field[] => [
  required('authorityName', headers.name, 'name', {
    nationalCode: headers.national?.[0],
    synonyms: headers.synonyms,
    maxLength: 200,
    example: '示例市某某局',
  }),
  required('authorityUscc', headers.code, 'uscc', {
    nationalCode: headers.national?.[1],
    synonyms: headers.codeSynonyms,
    isOwn: true,
    example: '114403000075500130',
  }),
];

export const subjectKindField = (options: { isRequired: boolean }): Field => ({
  ...optional('subjectKind', '主体类别', 'choice', {
    values: subjectKinds,
    aliases: subjectKindAliases,
    synonyms: ['主体类型', '被执行人类型'],
    example: '法人及非法人组织',
  }),
  required: options.isRequired,
});

export const subjectNameField: Field = required('subjectName', '主体名称', 'name', {
  maxLength: 200,
  synonyms: ['企业名称', '单位名称', '姓名', '名称', '被执行人姓名/名称', '当事人名称'],
  example: '示例蔬菜种植专业合作社',
});

// A passport's number is given anew by each country.
export const idCountryField: Field = optional('idCountry', '证件签发国', 'country', {
  maxLength: 64,
  isPersonal: true,
  requiredWhen: '证件是护照时应填：不填的，同号护照须人工复核',
  synonyms: ['证件签发国（地区）', '护照签发国', '签发国', '签发国家', '国籍', '国籍（地区）'],
});

export const documentFields = (options: { isRequired: boolean }): readonly Field[] => [
  {
    ...optional('idType', '证件类型', 'choice', {
      values: allDocuments,
      aliases: allDocumentAliases,
      requiredWhen: '填写证件号码时',
    }),
    required: options.isRequired,
  },
  {
    ...optional('idNo', '证件号码', 'identity-no', {
      typedBy: 'idType',
      maxLength: 64,
      isPersonal: true,
      synonyms: ['身份证号码/组织机构代码', '证件号'],
      requiredWhen: '没有统一社会信用代码时',
    }),
    required: options.isRequired,
  },
  idCountryField,
];

// Either a credit code or a document: an award or a broken promise may be anyone's.
export const subjectFields: readonly Field[] = [
  subjectKindField({ isRequired: false }),
  subjectNameField,
  optional('uscc', '统一社会信用代码', 'uscc', {
    requiredWhen: '主体不是自然人时',
    example: '93440300MA5FAAA13R',
  }),
  ...documentFields({ isRequired: false }),
];

// A natural person and nobody else. The template's number is made up.
export const personFields: readonly Field[] = [
  sourceNoField,
  { ...subjectNameField, header: '姓名', synonyms: ['公民姓名', '主体名称'], example: '示例甲' },
  required('idType', '证件类型', 'choice', {
    values: personDocuments,
    aliases: personDocumentAliases,
    example: '居民身份证',
  }),
  required('idNo', '证件号码', 'identity-no', {
    typedBy: 'idType',
    maxLength: 64,
    isPersonal: true,
    synonyms: ['身份证号', '证件号'],
    example: '11010519491231002X',
  }),
];

export const regNoField: Field = optional('regNo', '工商注册号', 'code', {
  maxLength: 50,
  synonyms: ['注册号', '营业执照注册号'],
});

export const orgCodeField: Field = optional('orgCode', '组织机构代码', 'code', { maxLength: 10 });

export const remarkField: Field = optional('remark', '备注', 'text', { nationalCode: 'BZ', maxLength: 512 });

export const documentNoField = (header: string, synonyms: readonly string[], example: string): Field =>
  required('documentNo', header, 'document-no', { maxLength: 128, synonyms, example });
