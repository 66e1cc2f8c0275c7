import type { Field, Values } from '../catalog.ts';
import { optional } from '../columns.ts';
import { personDocumentAliases, personDocuments } from '../document-types.ts';
import { missingFault } from '../reading/row-faults.ts';

// Basis: 国办发〔2020〕49号；本市设定，参照上海市社会信用条例第三十三条:
// an organisation's entry also names who answers for it. He is not listed himself.
export const responsibleFields: readonly Field[] = [
  optional('legalRepresentative', '法定代表人或主要负责人', 'name', {
    maxLength: 50,
    ofOrganisations: true,
    requiredWhen: '填写其证件号码时',
    synonyms: [
      '法定代表人',
      '法定代表人姓名',
      '法定代表人或负责人',
      '法定代表人（负责人）',
      '法定代表人或者负责人姓名',
      '法定代表人/经营者',
      '负责人',
      '负责人姓名',
      '主要负责人',
      '经营者',
      '经营者姓名',
    ],
    example: '示例甲',
  }),
  optional('legalRepIdType', '法定代表人证件类型', 'choice', {
    values: personDocuments,
    aliases: personDocumentAliases,
    requiredWhen: '填写其证件号码时',
    synonyms: ['负责人证件类型', '经营者证件类型'],
  }),
  optional('legalRepIdNo', '法定代表人证件号码', 'identity-no', {
    typedBy: 'legalRepIdType',
    maxLength: 64,
    isOfOther: true,
    isPersonal: true,
    synonyms: ['法定代表人身份证号', '法定代表人身份证件号码', '负责人证件号码', '经营者证件号码'],
  }),
];

export const responsibleFaults = (fields: readonly Field[], values: Values) =>
  values.legalRepIdNo
    ? ['legalRepresentative', 'legalRepIdType']
        .filter((name) => !values[name])
        .map((name) => missingFault(fields, name, '填写了法定代表人证件号码'))
    : [];
