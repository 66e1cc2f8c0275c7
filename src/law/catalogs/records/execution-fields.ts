import type { Field } from '../catalog.ts';
import { required } from '../columns.ts';
import { documentFields } from './field-groups.ts';

const EXAMPLES: Readonly<Record<string, string>> = { idType: '统一社会信用代码', idNo: '93440300MA5FAAA13R' };

// A court names a debtor by any document, and always by one.
export const debtorDocumentFields = (national: Readonly<Record<string, string>> = {}): readonly Field[] =>
  documentFields({ isRequired: true }).map((field) => ({
    ...field,
    ...(national[field.name] && { nationalCode: national[field.name] }),
    example: EXAMPLES[field.name],
  }));

export const enforcingCourtField = required('courtName', '执行法院', 'name', {
  maxLength: 200,
  synonyms: ['执行法院名称'],
  example: '示例市某某区人民法院',
});
