import { optional, required } from '../columns.ts';

// Since 2015 the taxpayer's number is the credit code; older numbers end in the organisation code.
export const taxpayerNameField = required('subjectName', '纳税人名称', 'name', {
  maxLength: 200,
  synonyms: ['纳税人姓名', '主体名称', '企业名称', '名称', '案件当事人名称', '当事人名称'],
  example: '示例蔬菜种植专业合作社',
});

export const taxpayerNoField = optional('uscc', '纳税人识别号（统一社会信用代码）', 'uscc', {
  requiredWhen: '纳税人不是自然人且没有组织机构代码时；旧的 15 位识别号，请将后 9 位填入组织机构代码',
  synonyms: [
    '纳税人识别号',
    '统一社会信用代码',
    '社会信用代码（纳税人识别号）',
    '统一社会信用代码（纳税人识别号）',
  ],
  example: '93440300MA5FAAA13R',
});
