import { expect, it } from 'vitest';
import { day } from '../../../src/kernel/day.ts';
import type { Fault } from '../../../src/kernel/problems.ts';
import { cellReader } from '../../../src/law/catalogs/reading/cell-readers.rules.ts';
import { nearestField, nearestValue } from '../../../src/law/catalogs/reading/nearest-field.rules.ts';
import { catalogOf } from './rows.ts';

const { fields } = catalogOf('serious-violation');

it.each([
  ['列入决定书文号码', 'documentNo'],
  ['列入决定书号', 'documentNo'],
  ['统一社会信用代玛', 'uscc'],
  ['（本局）统一社会信用代码', undefined],
  ['决定书文', 'documentNo'],
  ['颜色', undefined],
  ['号', undefined],
  ['', undefined],
])('a header of %j almost names %s', (text, name) => {
  expect(nearestField(fields, text)?.name).toBe(name);
});

it.each([
  ['法人及非法人组织机构', '法人及非法人组织'],
  ['自燃人', '自然人'],
  ['其他', undefined],
])('a value of %j is almost %s', (text, value) => {
  expect(nearestValue(['法人及非法人组织', '自然人', '个体工商户'], text)).toBe(value);
});

it.each([
  ['10000元', '1'],
  ['￥12,345.60元', '1.23456'],
  ['壹万元', undefined],
  ['10000美元', undefined],
])('an amount of %j is refused, with %s in its place', (text, suggestion) => {
  const field = catalogOf('administrative-penalty').fields.find(({ type }) => type === 'money');
  if (!field) throw new Error('no money field');
  const row = { values: {}, faults: [] as Fault[], failed: new Set<string>(), warnings: [], spelled: {} };
  const context = { today: day('2026-11-24'), setting: () => 0, agency: { name: '', uscc: '' } };
  cellReader(field)({ text, kind: 'text' }, { ...row, context });
  expect(row.faults).toMatchObject([{ code: 'cell.money' }]);
  expect(row.faults[0]?.suggestion).toBe(suggestion);
});
