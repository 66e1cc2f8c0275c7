import type { Field } from '../catalog.ts';
import { optional, required } from '../columns.ts';
import { personDocumentAliases, personDocuments } from '../document-types.ts';
import { idCountryField, subjectKindAliases, subjectKinds } from './field-groups.ts';

const personDocument = { values: personDocuments, aliases: personDocumentAliases };

// The codes an organisation had before its credit code, numbered behind it.
const olderCodes = (
  [
    ['regNo', '工商注册号', 'XDR_GSZC', 50, ['工商登记码', '行政相对人代码_2(工商登记码)']],
    ['orgCode', '组织机构代码', 'XDR_ZZJG', 10, []],
    ['taxRegNo', '税务登记号', 'XDR_SWDJ', 20, []],
    ['institutionCertNo', '事业单位证书号', 'XDR_SYDW', 12, []],
    ['socialOrgRegNo', '社会组织登记证号', 'XDR_SHZZ', 50, []],
  ] as const
).map(([name, title, nationalCode, maxLength, also], place) => {
  const column = `行政相对人代码_${place + 2}`;
  return optional(name, `${column}（${title}）`, 'code', {
    nationalCode,
    maxLength,
    synonyms: [title, column, ...also],
  });
});

// National codes without the CF_ or XK_ before them.
const columns: readonly Field[] = [
  required('counterpartName', '行政相对人名称', 'name', {
    nationalCode: 'XDR_MC',
    maxLength: 200,
    synonyms: ['主体名称', '当事人', 'subjectName'],
    example: '示例蔬菜种植专业合作社',
  }),
  required('counterpartType', '行政相对人类别', 'choice', {
    nationalCode: 'XDR_LB',
    values: subjectKinds,
    aliases: subjectKindAliases,
    synonyms: ['主体类别', 'subjectKind'],
    example: '法人及非法人组织',
  }),
  optional('usccCode', '行政相对人代码_1（统一社会信用代码）', 'uscc', {
    nationalCode: 'XDR_SHXYM',
    requiredWhen: '行政相对人不是自然人时；个体工商户没有代码的，填 17 个 0 加 X 并填工商注册号',
    synonyms: ['统一社会信用代码', '行政相对人代码_1', '行政相对人代码_1 统一社会信用代码', 'uscc'],
    example: '93440300MA5FAAA13R',
  }),
  ...olderCodes,
  optional('legalRepresentative', '法定代表人', 'name', {
    nationalCode: 'FRDB',
    requiredWhen: '行政相对人是法人及非法人组织时',
    maxLength: 50,
    synonyms: ['法定代表人姓名', '法人代表'],
    example: '示例甲',
  }),
  optional('legalRepIdType', '法定代表人证件类型', 'choice', { nationalCode: 'FR_ZJLX', ...personDocument }),
  optional('legalRepIdNo', '法定代表人证件号码', 'identity-no', {
    nationalCode: 'FR_ZJHM',
    typedBy: 'legalRepIdType',
    maxLength: 64,
    isOfOther: true,
    isPersonal: true,
    synonyms: ['法定代表人身份证号', 'XK_FR_SFZH'],
  }),
  optional('personIdType', '证件类型', 'choice', {
    nationalCode: 'XDR_ZJLX',
    requiredWhen: '行政相对人是自然人时',
    synonyms: ['自然人证件类型', '行政相对人证件类型', 'idType'],
    ...personDocument,
  }),
  optional('personIdNo', '证件号码', 'identity-no', {
    nationalCode: 'XDR_ZJHM',
    requiredWhen: '行政相对人是自然人时',
    typedBy: 'personIdType',
    maxLength: 64,
    isPersonal: true,
    synonyms: ['自然人证件号码', '行政相对人证件号码', '身份证号', 'idNo'],
  }),
  idCountryField,
];

type About = { prefix: 'CF' | 'XK'; also: readonly string[] };

// Basis: 发改办财金〔2018〕424号（双公示）附件: whom a penalty (CF) or a licence (XK) concerns; one group of columns, two
// prefixes.
export const counterpartFields = ({ prefix, also }: About): readonly Field[] =>
  columns.map((field) => ({
    ...field,
    ...(field.nationalCode && { nationalCode: `${prefix}_${field.nationalCode}` }),
    synonyms: [...(field.synonyms ?? []), ...(field.name === 'counterpartName' ? also : [])],
  }));

// The unit that handed the row in; another one may have decided.
export const sourceUnitFields = (national: { name: string; code: string }): readonly Field[] => [
  required('sourceUnit', '数据来源单位', 'name', {
    nationalCode: national.name,
    maxLength: 200,
    example: '示例市某某局',
  }),
  required('sourceUnitUscc', '数据来源单位统一社会信用代码', 'uscc', {
    nationalCode: national.code,
    isOwn: true,
    example: '114403000075500130',
  }),
];
