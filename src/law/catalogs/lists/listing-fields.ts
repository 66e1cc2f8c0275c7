import type { Field } from '../catalog.ts';
import { optional, required } from '../columns.ts';
import { authorityFields } from '../records/field-groups.ts';

type Words = { header: string; synonyms?: readonly string[]; example?: string };

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
    example: '2026-03-02',
    ...optionsOf(words.listedOn),
  }),
  optional('measuresNote', '惩戒措施提示', 'text', { maxLength: 2000, synonyms: ['惩戒措施'] }),
  optional('removalConditions', '移出条件和程序', 'text', { maxLength: 2000, synonyms: ['移出条件'] }),
  optional('remedy', '救济措施', 'text', { maxLength: 2000, synonyms: ['救济途径', '权利救济'] }),
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
  optional('removalReason', '移出原因', 'text', { maxLength: 2000, synonyms: ['移出事由'] }),
];

export const listingAuthorityFields = authorityFields({
  name: '列入决定机关',
  code: '列入决定机关统一社会信用代码',
  synonyms: ['认定机关', '认定部门', '作出决定机关'],
});
