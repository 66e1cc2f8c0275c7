import type { Field } from '../catalog.ts';
import { optional, required } from '../columns.ts';
import {
  authorityFields,
  documentNoField,
  sourceNoField,
  subjectFields,
  subjectNameField,
} from '../records/field-groups.ts';
import { responsibleFields } from '../records/responsible-fields.ts';

type Words = { header: string; synonyms?: readonly string[]; example?: string };

export const consequenceFields: readonly Field[] = [
  optional('measuresNote', '惩戒措施提示', 'text', {
    maxLength: 2000,
    synonyms: ['惩戒措施'],
    example: '列入期间不适用告知承诺制，列为重点监管对象',
  }),
  optional('removalConditions', '移出条件和程序', 'text', {
    maxLength: 2000,
    synonyms: ['移出条件'],
    example: '履行义务、消除影响后可向本机关申请移出',
  }),
  optional('remedy', '救济措施', 'text', {
    maxLength: 2000,
    synonyms: ['救济途径', '权利救济'],
    example: '可依法申请行政复议或者提起行政诉讼',
  }),
];

// Basis: 国办发〔2020〕49号: a decision to list states its ground, its basis, the measures that follow, how to be
// removed, and the remedy.
export const listingDecisionFields = (words: {
  reason: Words;
  basis: Words;
  listedOn: Words;
}): readonly Field[] => [
  required('reason', words.reason.header, 'text', { maxLength: 2000, ...optionsOf(words.reason) }),
  required('legalBasis', words.basis.header, 'text', { maxLength: 2048, ...optionsOf(words.basis) }),
  required('listedOn', words.listedOn.header, 'day', {
    isPast: true,
    dates: 'decision',
    example: '2026-03-02',
    ...optionsOf(words.listedOn),
  }),
  ...consequenceFields,
];

const optionsOf = ({ synonyms, example }: Words) => ({
  ...(synonyms && { synonyms }),
  ...(example !== undefined && { example }),
});

export const removalFields: readonly Field[] = [
  optional('removedOn', '移出日期', 'day', {
    isPast: true,
    requiredWhen: '填写移出原因时',
    synonyms: ['移出时间', '移出名单日期'],
  }),
  optional('removalReason', '移出原因', 'text', { maxLength: 2000 }),
];

export const listingAuthorityFields = authorityFields({
  name: '列入决定机关',
  code: '列入决定机关统一社会信用代码',
  synonyms: ['认定机关', '认定部门', '作出决定机关'],
});

const MANAGED_UNTIL = optional('listedUntil', '管理期限至', 'day', {
  synonyms: ['名单管理期限至', '惩戒期限至', '期限至', '有效期至'],
});

type ListWords = { documentNo: string; reason: string; basis: string };

// Every decision to list somebody names these, after the columns that say who it is.
export const fieldListColumns = (examples: ListWords, own: readonly Field[] = []): readonly Field[] => [
  documentNoField(
    '列入决定书文号',
    ['决定书文号', '列入决定文号', '认定文书文号', '文号'],
    examples.documentNo,
  ),
  ...own,
  ...listingDecisionFields({
    reason: { header: '列入事由', synonyms: ['列入原因', '失信行为', '认定事由'], example: examples.reason },
    basis: { header: '列入依据', synonyms: ['法律依据', '认定依据'], example: examples.basis },
    listedOn: { header: '列入日期', synonyms: ['列入时间', '认定日期'] },
  }),
  MANAGED_UNTIL,
  ...removalFields,
  ...listingAuthorityFields,
];

// An organisation alone: its name and its credit code.
export const organisationFields: readonly Field[] = [
  sourceNoField,
  subjectNameField,
  required('uscc', '统一社会信用代码', 'uscc', { example: '93440300MA5FAAA13R' }),
  ...responsibleFields,
];
export const anyoneFields: readonly Field[] = [sourceNoField, ...subjectFields, ...responsibleFields];
