import { describe, expect, it } from 'vitest';
import { catalogs } from '../../../src/law/catalogs/catalog-list.ts';
import { matchHeader } from '../../../src/law/catalogs/reading/match-header.rules.ts';
import { templateOf } from '../../../src/law/catalogs/reading/template.rules.ts';
import { catalogOf, PERSON_ID } from './rows.ts';

const catalog = catalogOf('serious-violation');
const headers = catalog.fields.map(({ header }) => header);
const namesOf = (header: readonly string[]) =>
  matchHeader(catalog, header).columns.map((column) =>
    column.kind === 'field' ? column.field.name : column.kind,
  );
const faultsOf = (header: readonly string[]) =>
  matchHeader(catalog, header).faults.map(({ column, code }) => `${column} ${code}`);

describe.each(catalogs.map((each) => [each.code, each] as const))('the header of %s', (_, each) => {
  it.each([
    ['template', templateOf(each).header],
    ['JSON keys', each.fields.map(({ name }) => name)],
    ['Chinese headers, backwards', each.fields.map(({ header }) => header).reverse()],
    [
      'national codes, where there are any',
      each.fields.map(({ nationalCode, header }) => nationalCode ?? header),
    ],
  ])('is known as %s', (__, header) => {
    expect(matchHeader(each, header).faults).toEqual([]);
  });

  it('gives no two fields one name', () => {
    const own = each.fields.flatMap(({ name, header, nationalCode }) => [name, header, nationalCode ?? name]);
    const found = own.map((text) => matchHeader(each, [text]).columns[0]);
    const wanted = each.fields.flatMap((field) => [field, field, field]);
    expect(found).toEqual(wanted.map((field) => ({ kind: 'field', field })));
  });
});

describe('a header', () => {
  it('is known with stars, blanks, full width, line breaks and a colon', () => {
    const decorated = ['＊统一社会 信用代码', '列入\n日期：', ' 列入原因* ', '★企业名称'];
    expect(namesOf(decorated)).toEqual(['uscc', 'listedOn', 'reason', 'subjectName']);
  });

  it('is known by a synonym', () => {
    expect(namesOf(['决定书文号', '当事人名称'])).toEqual(['documentNo', 'subjectName']);
  });

  it('may carry the columns of our own error file', () => {
    expect(faultsOf([...headers, '错误原因', '行号'])).toEqual([]);
    expect(namesOf(['错误原因'])).toEqual(['ignored']);
  });

  it.each(['联系电话', '手机号', '家庭住址', '注册地址', '银行账号', 'phone'])(
    'with %s is taken, but not that column',
    (text) => {
      expect(faultsOf([...headers, text])).toEqual([]);
      expect(namesOf([text])).toEqual(['forbidden']);
    },
  );

  it('names every missing, doubled and unknown column at once', () => {
    const header = [...headers.filter((text) => text !== '列入原因'), '企业名称', '颜色'];
    expect(faultsOf(header).sort()).toEqual([
      '企业名称 header.doubled',
      '列入原因 header.missing',
      '颜色 header.unknown',
    ]);
  });

  it('does not repeat what may be a person’s number in a file without a header row', () => {
    expect(JSON.stringify(matchHeader(catalog, ['虚构甲', PERSON_ID]).faults)).not.toContain(
      PERSON_ID.slice(0, 17),
    );
  });
});
