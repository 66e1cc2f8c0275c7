import { expect, test } from 'vitest';
import { yearNotices } from '../../../src/law/calendar/holidays.ts';
import { catalogs } from '../../../src/law/catalogs/catalog-list.ts';
import { editionMeasures } from '../../../src/law/measures/edition-2026.ts';
import { measureFaults } from '../../../src/law/measures/measure-faults.rules.ts';
import { isBasis } from '../../../src/law/rulebook/basis.rules.ts';
import { boundsWords, isInBounds, settingBounds } from '../../../src/law/rulebook/setting-bounds.rules.ts';
import { settingName } from '../../../src/law/rulebook/setting-words.rules.ts';
import { defaultSettings } from '../../../src/law/rulebook/settings.ts';

test.each([
  ...[
    '无',
    '-',
    '——',
    '待定',
    '待补充',
    '略',
    '同上',
    '暂无',
    '没有规定',
    '无依据',
    'test',
    'TBD',
    'N/A',
    'null',
  ],
  ...['测试', '测试办法', '1234', '…', '依法', '方法', '没有办法', '依法依规办理', '根据规定', '经研究决定'],
  ...['按领导要求', '新版依据', '本市设定', '本市设定：', '本市设定：待定', '本市设定（文号待录入）', '《》'],
])('%s is no basis', (text) => {
  expect(isBasis(text)).toBe(false);
});

test.each([
  ...['国办发〔2020〕49号', '国办发(2020)49号', '示例市府办发[2026]12号', '税务总局令第54号', '兵役法'],
  ...[
    '征信业管理条例第十六条',
    '《示例市社会信用条例》',
    '无锡市社会信用条例',
    '本市设定：当日有效',
    'GB/T 22239-2019',
  ],
  ...['本市设定，参照上海市社会信用条例第三十六条', '国务院办公厅关于2027年部分节假日安排的通知'],
])('%s is one', (text) => {
  expect(isBasis(text)).toBe(true);
});

test('whatever the release brings could be approved as it stands: each basis, number and measure', () => {
  const said = [...defaultSettings.map(({ basis }) => basis), ...yearNotices.map(({ source }) => source)];
  expect(said.filter((basis) => !isBasis(basis))).toEqual([]);
  expect(measureFaults(editionMeasures, catalogs)).toEqual([]);
  const odd = defaultSettings.filter(({ key, value }) => {
    const bounds = settingBounds(key);
    return !bounds || !isInBounds(bounds, value) || boundsWords(bounds) === '';
  });
  expect(odd).toEqual([]);
});

test('every setting has a name that people read', () => {
  expect(defaultSettings.filter(({ key }) => !/\p{Script=Han}/u.test(settingName(key)))).toEqual([]);
});

test('what honours a subject may not be turned against it, in whatever words', () => {
  const incentive = editionMeasures.find(({ lists }) => lists.includes('honour'));
  expect(incentive).toBeDefined();
  if (!incentive) return;
  const codes = (change: Partial<typeof incentive>) =>
    measureFaults([{ ...incentive, ...change }], catalogs).map(({ code }) => code);
  expect(codes({})).toEqual([]);
  for (const content of [
    '限制其参加投标',
    '不予受理',
    '纳入重点监管',
    '提高抽查比例',
    '取消荣誉',
    '从严审核',
  ])
    expect(codes({ content })).toEqual(['measure.honour-harmful']);
  expect(codes({ kind: 'I' })).toEqual(['measure.honour-harmful']);
  expect(codes({ code: 'FUND_LIMIT' })).toEqual(['measure.honour-harmful']);
});
