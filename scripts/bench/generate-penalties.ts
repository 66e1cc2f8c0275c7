import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cityCode } from './city.ts';

export const penaltyHeader = [
  '来源记录号',
  '行政相对人名称',
  '行政相对人类别',
  '统一社会信用代码',
  '法定代表人',
  '行政处罚决定书文号',
  '违法行为类型',
  '违法事实',
  '处罚依据',
  '处罚类别',
  '处罚内容',
  '罚款金额（万元）',
  '处罚决定日期',
  '公示截止期',
  '处罚机关',
  '处罚机关统一社会信用代码',
  '数据来源单位',
  '数据来源单位统一社会信用代码',
  '处罚程序',
];
const ROWS_A_SUBJECT = 4;
const ROWS_A_BLOCK = 2000;

// Every thousandth row has a wrong day, as a real file would.
export const penaltyCells = (no: number, agency: { name: string; uscc: string }): string[] => {
  const subject = 1000 + Math.ceil(no / ROWS_A_SUBJECT);
  const day = no % 1000 === 0 ? '2026-02-30' : `2026-0${1 + (no % 9)}-1${no % 10}`;
  return [
    `CF-${no}`,
    `基准第${subject}号贸易有限公司`,
    '法人及非法人组织',
    cityCode(subject),
    '基准甲',
    `基市监罚〔2026〕${no}号`,
    '违反广告管理规定',
    `当事人于经营场所发布内容虚假的广告共${1 + (no % 7)}处`,
    '《中华人民共和国广告法》第五十五条',
    '罚款',
    `罚款人民币${1 + (no % 20)}万元`,
    `${1 + (no % 20)}`,
    day,
    '',
    agency.name,
    agency.uscc,
    agency.name,
    agency.uscc,
    '普通程序',
  ];
};

function* blocks(count: number, agency: { name: string; uscc: string }): Generator<string> {
  yield `${penaltyHeader.join(',')}\n`;
  for (let from = 1; from <= count; from += ROWS_A_BLOCK) {
    let block = '';
    for (let no = from; no < Math.min(from + ROWS_A_BLOCK, count + 1); no++)
      block += `${penaltyCells(no, agency).join(',')}\n`;
    yield block;
  }
}

export const writePenalties = (
  file: string,
  count: number,
  agency: { name: string; uscc: string },
): Promise<void> => pipeline(Readable.from(blocks(count, agency)), createWriteStream(file));
