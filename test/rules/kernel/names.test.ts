import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { looksLikeOrganisation, maskPersonName, normaliseName, sameName } from '../../../src/kernel/names.ts';

describe('comparing names', () => {
  test.each([
    ['海州示例（北区）商贸有限公司', '海州示例(北区)商贸有限公司'],
    ['海州 示例 商贸有限公司', '海州示例商贸有限公司'],
    ['Haizhou Sample Co., Ltd.', 'HAIZHOU SAMPLE CO.,LTD.'],
    ['海州〔示例〕厂', '海州（示例）厂'],
    ['买买提•艾力', '买买提·艾力'],
    ['买买提.艾力', '买买提·艾力'],
    ['ＡＢＣ科技', 'abc科技'],
    ['王\u200B小明', '王小明'],
  ])('%s and %s are one name', (a, b) => {
    expect(sameName(a, b)).toBe(true);
  });

  test.each([
    ['海州示例商贸有限公司', '海州示例商贸公司'],
    ['王小明', '王晓明'],
    ['', ''],
    [' ', '\u3000'],
  ])('%j and %j are not one name', (a, b) => {
    expect(sameName(a, b)).toBe(false);
  });

  test('tidying a name twice is the same as once', () => {
    const unit = fc.oneof(
      fc.constantFrom(...'王明（）()〔【·•.．・ Ａａa\u0301\u200Bi\u0307'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 20 }), (name) => {
        expect(normaliseName(normaliseName(name))).toBe(normaliseName(name));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what may be shown of a person’s name', () => {
  test.each([
    ['王小明', '王*明', '王*'],
    ['王明', '王*', '王*'],
    ['欧阳小明', '欧**明', '欧*'],
    ['买买提·艾力', '买****力', '买*'],
    ['𠮷田一', '𠮷*一', '𠮷*'],
    [' 王小明 ', '王*明', '王*'],
    ['王　明', '王*', '王*'],
    ['王', '*', '*'],
    ['', '*', '*'],
  ])('%s is shown as %s, or as %s', (name, one, all) => {
    expect(maskPersonName(name, 'one')).toBe(one);
    expect(maskPersonName(name, 'all')).toBe(all);
  });
});

describe('telling an organisation by its name', () => {
  test.each([
    '海州示例商贸有限公司',
    '海州示例投资合伙企业（有限合伙）',
    '海州市示例区市场监督管理局',
    '示例村村民委员会',
    '海州示例小吃店',
    '海州示例五金厂',
    '海州示例律师事务所',
    '海州示例学校（北校区）',
    'Haizhou Sample Co., Ltd.',
    'Sample Trading Inc',
  ])('%s looks like one', (name) => {
    expect(looksLikeOrganisation(name)).toBe(true);
  });

  test.each([
    '王小明',
    '李国庆',
    '欧阳小明',
    '买买提·艾力',
    'John Smith',
    'Vincent Lincoln',
    '王店',
    '张大厂',
    '',
  ])('%j does not', (name) => {
    expect(looksLikeOrganisation(name)).toBe(false);
  });
});
