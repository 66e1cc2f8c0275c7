import type { Field, FieldTable } from '../catalogs/catalog.ts';
import { optional, required } from '../catalogs/columns.ts';

export const listWords = { retained: '保留', cancelled: '取消', commitment: '适用告知承诺' } as const;
export const matterKindWords = { proof: '证明事项', licence: '涉企经营许可事项' } as const;
export const replacementWords = {
  commitment: '告知承诺',
  sharing: '信息共享',
  assistance: '部门协查',
  none: '无需替代',
} as const;
export const riskWords = { low: '低', medium: '中', high: '高' } as const;

export type MatterList = keyof typeof listWords;
export type MatterKind = keyof typeof matterKindWords;
export type Replacement = keyof typeof replacementWords;

const LONGEST_TEXT = 20_000;

// How one does without the proof, and the texts of a promise: a matter bears them, and a proposal of one.
export const proofFields = {
  replacement: optional('replacement', '替代方式', 'choice', {
    values: Object.values(replacementWords),
    aliases: { 承诺: '告知承诺', 共享: '信息共享', 数据共享: '信息共享', 协查: '部门协查', 无: '无需替代' },
    synonyms: ['取消后的办理方式', '办理方式'],
    example: replacementWords.commitment,
  }),
  riskClass: optional('riskClass', '风险等级', 'choice', {
    values: Object.values(riskWords),
    aliases: { 低风险: '低', 中风险: '中', 高风险: '高' },
    example: riskWords.low,
  }),
  noticeText: optional('noticeText', '告知书文本', 'text', {
    maxLength: LONGEST_TEXT,
    synonyms: ['告知内容', '告知书'],
    example: '示例：您可以书面承诺代替提交经营场所使用证明……',
  }),
  commitmentText: optional('commitmentText', '承诺书文本', 'text', {
    maxLength: LONGEST_TEXT,
    synonyms: ['承诺内容', '承诺书'],
    example: '示例：本人已知晓告知事项，承诺所填写的经营场所真实合法……',
  }),
  replacementNote: optional('replacementNote', '替代方式说明', 'text', {
    maxLength: 1000,
    synonyms: ['不能替代的理由', '无替代方式的理由', '办理说明', '备注'],
    example: '示例：由窗口通过数据共享核验',
  }),
} as const satisfies Readonly<Record<string, Field>>;

const fields: readonly Field[] = [
  required('code', '事项编码', 'code', {
    maxLength: 64,
    synonyms: ['事项代码', '证明事项编码', '编码'],
    example: 'ZM-440300-0001',
  }),
  required('name', '事项名称', 'text', {
    maxLength: 200,
    synonyms: ['证明事项名称', '证明名称', '许可事项名称', '名称'],
    example: '示例：经营场所使用证明',
  }),
  optional('kind', '事项类别', 'choice', {
    values: Object.values(matterKindWords),
    example: matterKindWords.proof,
  }),
  required('list', '清单类别', 'choice', {
    values: Object.values(listWords),
    synonyms: ['清单', '清单名称'],
    aliases: {
      保留清单: '保留',
      保留事项: '保留',
      取消清单: '取消',
      取消事项: '取消',
      告知承诺: '适用告知承诺',
      告知承诺清单: '适用告知承诺',
      实行告知承诺: '适用告知承诺',
    },
    example: listWords.commitment,
  }),
  required('department', '实施部门', 'text', {
    maxLength: 200,
    synonyms: ['索要单位', '实施机关', '实施单位', '主管部门'],
    example: '示例市场监督管理局',
  }),
  optional('issuingUnit', '开具单位', 'text', {
    maxLength: 200,
    synonyms: ['证明开具单位', '出具单位'],
    example: '示例街道办事处',
  }),
  required('basis', '设定依据', 'text', {
    maxLength: 2000,
    synonyms: ['依据', '法律依据', '设定依据名称'],
    example: '《中华人民共和国市场主体登记管理条例》第十六条',
  }),
  proofFields.replacement,
  proofFields.riskClass,
  proofFields.noticeText,
  proofFields.commitmentText,
  optional('item', '办理事项', 'text', {
    maxLength: 200,
    synonyms: ['用于办理事项', '证明用途', '用途'],
    example: '示例：市场主体设立登记',
  }),
  proofFields.replacementNote,
];

// Basis: 国办发〔2020〕42号：证明事项和涉企经营许可事项目录（索要单位、设定依据、开具单位、办理方式）
export const matterTable: FieldTable = { fields };
