import { describe, expect, test } from 'vitest';
import { isCellBlank, normaliseHeader, toHalfWidth, withoutBlanks } from '../../../src/kernel/text.ts';

describe('headers of uploaded tables', () => {
  test.each([
    ['罚款金额（万元）', '罚款金额(万元)'],
    ['*行政相对人名称', '行政相对人名称'],
    ['行政相对人名称＊', '行政相对人名称'],
    ['行政 处罚\n决定书文号：', '行政处罚决定书文号'],
    ['\uFEFF行政相对人代码_1（统一社会信用代码）', '行政相对人代码_1(统一社会信用代码)'],
    ['ｃｆ_wsh', 'CF_WSH'],
    ['没收违法所得、没收非法财物金额【万元】', '没收违法所得,没收非法财物金额(万元)'],
    ['“备注”', '备注'],
  ])('%j is read as %j', (written, header) => {
    expect(normaliseHeader(written)).toBe(header);
    expect(normaliseHeader(header)).toBe(header);
  });

  test('what stands in brackets still tells two headers apart', () => {
    expect(normaliseHeader('金额（元）')).not.toBe(normaliseHeader('金额（万元）'));
  });
});

test('half width keeps case, blanks inside and Chinese characters', () => {
  expect(toHalfWidth('Ａｂ１２　（甲）～')).toBe('Ab12 (甲)~');
});

test('blanks go wherever they stand, seen or unseen', () => {
  expect(withoutBlanks('\uFEFF a\u3000b\u200B\tc\u00A0\u0000')).toBe('abc');
});

describe('an empty cell', () => {
  test.each([null, undefined, '', '  ', '\u3000\u200B', '-', '—', '/', 'NULL', 'null', '\\N', '／'])(
    '%j is blank',
    (cell) => {
      expect(isCellBlank(cell)).toBe(true);
    },
  );

  test.each(['0', '无', '否', '//', 'NULLA', '.', '王'])('%j is an answer', (cell) => {
    expect(isCellBlank(cell)).toBe(false);
  });
});
