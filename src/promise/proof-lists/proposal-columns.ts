import type { Field, FieldTable } from '../../law/catalogs/catalog.ts';
import { optional, required } from '../../law/catalogs/columns.ts';
import { proofFields } from '../../law/matters/matter-columns.ts';
import { fateWords, groundWords, partyWords } from './proposal-words.rules.ts';

// 一、二、三 … in a sheet stand for the seven grounds, in their order; so does what comes before the comma.
const FIGURES = ['一', '二', '三', '四', '五', '六', '七'];
const groundAliases = Object.fromEntries(
  Object.values(groundWords).flatMap((words, place) => [
    [FIGURES[place] ?? '', words],
    [String(place + 1), words],
    [words.split('，')[0] ?? '', words],
  ]),
);

const fields: readonly Field[] = [
  required('name', '证明名称', 'text', {
    maxLength: 200,
    synonyms: ['证明事项名称', '证明事项', '事项名称', '名称'],
    example: '示例：经营场所使用证明',
  }),
  required('item', '办理事项', 'text', {
    maxLength: 200,
    synonyms: ['用于办理事项', '证明用途', '用途', '涉及的政务服务事项'],
    example: '示例：市场主体设立登记',
  }),
  optional('basis', '设定依据', 'text', {
    maxLength: 2000,
    synonyms: ['依据', '法律依据', '设定依据名称', '设定依据及条款'],
    example: '《示例条例》第十六条',
  }),
  optional('issuingUnit', '开具单位', 'text', {
    maxLength: 200,
    synonyms: ['证明开具单位', '出具单位'],
    example: '示例街道办事处',
  }),
  required('party', '对象', 'choice', {
    values: Object.values(partyWords),
    synonyms: ['对象类别', '服务对象', '行政相对人类别'],
    aliases: {
      个人: partyWords.person,
      法人: partyWords.organisation,
      企业: partyWords.organisation,
      法人及其他组织: partyWords.organisation,
      法人和非法人组织: partyWords.organisation,
      自然人和法人: partyWords.both,
      '自然人、法人': partyWords.both,
      全部: partyWords.both,
    },
    example: partyWords.organisation,
  }),
  optional('ground', '符合的“七个一律”情形', 'choice', {
    values: Object.values(groundWords),
    synonyms: ['七个一律', '七个一律情形', '清理情形', '取消情形'],
    aliases: groundAliases,
    example: groundWords['online-check'],
  }),
  required('fate', '处理意见', 'choice', {
    values: Object.values(fateWords),
    synonyms: ['拟处理意见', '清理意见', '保留或取消'],
    aliases: {
      拟保留: fateWords.retain,
      拟取消: fateWords.cancel,
      告知承诺: fateWords.promise,
      承诺: fateWords.promise,
      适用告知承诺: fateWords.promise,
    },
    example: fateWords.cancel,
  }),
  proofFields.replacement,
  proofFields.replacementNote,
  proofFields.riskClass,
  proofFields.noticeText,
  proofFields.commitmentText,
  optional('matterCode', '事项编码', 'code', {
    maxLength: 64,
    synonyms: ['现行事项编码', '事项代码', '证明事项编码', '编码'],
    example: 'ZM-440300-0001',
  }),
];

// Basis: 本市设定：实施方案附件 4（证明事项汇总表）；国办发〔2020〕42号
export const proposalTable: FieldTable = { fields };
