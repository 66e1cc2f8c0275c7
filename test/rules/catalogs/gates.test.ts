import { describe, expect, it } from 'vitest';
import { catalogs } from '../../../src/law/catalogs/catalog-list.ts';
import { assessRow } from '../../../src/law/catalogs/reading/assess-row.rules.ts';
import { matchHeader } from '../../../src/law/catalogs/reading/match-header.rules.ts';
import { aRow, assess, context, draftOf } from './rows.ts';

const each = catalogs.map((catalog) => [catalog.code, catalog] as const);

// Columns of real exports that must not be kept.
const forbidden = [
  ...[
    '举报电话',
    '联系电话',
    '手机号码',
    '联系人',
    '联系方式',
    '电子邮箱',
    '家庭住址',
    '生产经营地址',
    '注册地址',
  ],
  ...[
    '地址',
    '住所',
    '通讯地址',
    '户籍地',
    '银行账号',
    '开户银行',
    '银行卡号',
    '性别',
    '法定代表人性别',
    '年龄',
  ],
  ...['出生日期', '民族', '宗教信仰', '血型', '指纹', '病史', '婚姻状况', '年收入', '存款余额'],
  ...['PHONE', 'Tel', 'address', 'email', 'age', 'sexy', 'birthday'],
];

describe.each(each)('%s', (code, catalog) => {
  it('drops what must not be kept of a person, and no column of its own', () => {
    const { columns, faults } = matchHeader(catalog, [
      ...catalog.fields.map(({ header }) => header),
      ...forbidden,
    ]);
    expect(faults).toEqual([]);
    expect(columns.slice(catalog.fields.length).map(({ kind }) => kind)).toEqual(
      forbidden.map(() => 'forbidden'),
    );
  });

  const texts = catalog.fields.filter(({ type }) => ['text', 'name', 'choice', 'choices'].includes(type));
  it.each(texts.map(({ name, header }) => [header, name]))('lets no 治安处罚 in by way of %s', (_, name) => {
    for (const text of ['违反《治安管理处罚法》第四十三条，治安管理处罚', '治 安 处 罚：拘留五日']) {
      const found = assess(code, { [name]: text });
      expect(found).toMatchObject({
        ok: false,
        keepsRow: false,
        faults: [{ code: 'row.sealed-public-security' }],
      });
      expect(JSON.stringify(found)).not.toContain('拘留五日');
    }
  });

  it('refuses a row of something else altogether', () => {
    const strange = Object.fromEntries(
      catalog.fields.map(({ name }) => [name, { text: '电费', kind: 'text' as const }]),
    );
    expect(assessRow(catalog, { cells: strange }, context).ok).toBe(false);
  });
});

it('columns that are about agencies are no personal data', () => {
  const names = ['AGENCY', '代理机构', '联系单位', '标的'];
  const kinds = matchHeader(catalogs[0] ?? expect.fail(), names).columns.map(({ kind }) => kind);
  expect(kinds).toEqual(names.map(() => 'unknown'));
});

it('a detention whose law is untold counts as sealed', () => {
  const found = assessRow(
    catalogs.find(({ code }) => code === 'administrative-penalty') ?? expect.fail(),
    aRow('administrative-penalty', { penaltyType: '行政拘留', legalBasis: '' }),
    context,
  );
  expect(found).toMatchObject({ ok: false, keepsRow: false });
});

it('a penalty by simple procedure is minor and is not published, and the agency is told that its day is not kept', () => {
  const simple = draftOf('administrative-penalty', {
    procedureType: '简易程序',
    fineAmount: '0.3',
    content: '罚款三千元',
    publicityEnd: '2027-01-01',
  });
  expect(simple).toMatchObject({
    class: 'minor',
    publishedUntil: null,
    warnings: ['value.publicity-none'],
  });
});
