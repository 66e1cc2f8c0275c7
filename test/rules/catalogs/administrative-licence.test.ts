import { describe, expect, it } from 'vitest';
import { matchHeader } from '../../../src/law/catalogs/reading/match-header.rules.ts';
import { COOPERATIVE, catalogOf, draftOf, faultsOf, PERSON_ID, SHOP } from './rows.ts';

const CODE = 'administrative-licence';
const draft = (changes = {}) => draftOf(CODE, changes);
const faults = (changes = {}) => faultsOf(CODE, changes);
const nobody = { usccCode: '', legalRepresentative: '' };
const person = {
  ...nobody,
  counterpartType: '自然人',
  counterpartName: '虚构甲',
  personIdType: '01',
  personIdNo: PERSON_ID,
};

it('is known by the columns of the national exchange format, old ones among them', () => {
  const national = [
    ...['XK_XDR_MC', 'XK_XDR_LB', 'XK_XDR_SHXYM', 'XK_XDR_GSZC', 'XK_XDR_ZZJG', 'XK_XDR_SWDJ', 'XK_XDR_SYDW'],
    ...[
      'XK_XDR_SHZZ',
      'XK_FRDB',
      'XK_FR_ZJLX',
      'XK_FR_SFZH',
      'XK_XDR_ZJLX',
      'XK_XDR_ZJHM',
      'XK_XKWS',
      'XK_WSH',
    ],
    ...['XK_XKLB', 'XK_XKZS', 'XK_XKBH', 'XK_NR', 'XK_JDRQ', 'XK_YXQZ', 'XK_YXQZI', 'XK_XKJG', 'XK_XKJGDM'],
    ...['XK_ZT', 'XK_LYDW', 'XK_LYDWDM', 'XK_SYFW', 'BZ'],
  ];
  const { columns, faults: found } = matchHeader(catalogOf(CODE), national);
  expect(found).toEqual([]);
  expect(columns.map(({ kind }) => kind)).toEqual(national.map(() => 'field'));
});

describe('the holder', () => {
  it('may be an organisation', () => {
    expect(draft().subject).toMatchObject({
      kind: 'organisation',
      identifiers: [{ type: 'uscc', code: COOPERATIVE }],
    });
  });

  it('may be a natural person, whose number is sealed', () => {
    const { subject, personal, fields } = draft(person);
    expect(subject).toMatchObject({ kind: 'person', identifiers: [{ type: 'citizen-id', code: PERSON_ID }] });
    expect(personal).toEqual({ personIdNo: PERSON_ID });
    expect(JSON.stringify(fields)).not.toContain(PERSON_ID);
  });

  it('may be an individual business, with a code or with its old number', () => {
    const shop = {
      counterpartType: '个体工商户',
      usccCode: SHOP,
      legalRepIdType: '01',
      legalRepIdNo: PERSON_ID,
    };
    expect(draft(shop).subject).toMatchObject({
      kind: 'individual-business',
      related: [{ role: 'operator', identifier: { code: PERSON_ID } }],
    });
    expect(
      draft({ ...shop, usccCode: '00000000000000000X', regNo: '440301103097413' }).subject,
    ).toMatchObject({
      identifiers: [{ type: 'business-registration-no', code: '440301103097413' }],
    });
  });

  it.each([
    [
      'an organisation without a code',
      { usccCode: '' },
      '行政相对人代码_1（统一社会信用代码） cell.required',
    ],
    ['an organisation without a representative', { legalRepresentative: '' }, '法定代表人 cell.required'],
    ['a person without a number', { ...person, personIdNo: '' }, '证件号码 cell.required'],
    ['a person under a credit code', { ...person, usccCode: COOPERATIVE }, '行政相对人类别 row.subject-kind'],
  ])('cannot be %s', (_, changes, fault) => {
    expect(faults(changes)).toContain(fault);
  });
});

describe('the licence', () => {
  it('for ever is valid until the last day of 2099', () => {
    expect(draft({ validTo: '长期' })).toMatchObject({ publishedUntil: '2099-12-31' });
    expect(draft({ validTo: '2099/12/31' }).fields.validTo).toBe('2099-12-31');
  });

  it('for a time is published while it runs and kept five years longer', () => {
    expect(draft({ validTo: '2028-03-01' })).toMatchObject({
      publishedUntil: '2028-03-01',
      retainedUntil: '2033-03-01',
      listing: null,
      class: null,
    });
  });

  it.each([
    ['01', '普通'],
    ['06', '其他'],
    ['普通许可', '普通'],
  ])('of kind %s is %s', (typed, kind) => {
    expect(draft({ licenseType: typed }).fields.licenseType).toBe(kind);
  });

  it.each([
    [
      'validity that ends before it begins',
      { validFrom: '2027-01-02', validTo: '2027-01-01' },
      '有效期至 row.day-order',
    ],
    [
      'validity that ends before the decision',
      { validFrom: '2020-01-01', validTo: '2026-03-01' },
      '有效期至 row.day-order',
    ],
    ['a decision ahead', { decisionDate: '2026-11-25' }, '许可决定日期 cell.day-ahead'],
    ['a kind that does not exist', { licenseType: '07' }, '许可类别 cell.choice'],
    ['a state that does not exist', { status: '好' }, '当前状态 cell.choice'],
    ['no validity', { validTo: '无' }, '有效期至 cell.day'],
    [
      'another’s data',
      { sourceUnitUscc: COOPERATIVE },
      '数据来源单位统一社会信用代码 row.not-your-authority',
    ],
  ])('cannot have %s', (_, changes, fault) => {
    expect(faults(changes)).toContain(fault);
  });

  it('with a long text is taken with a warning', () => {
    expect(draft({ decisionDocName: '长'.repeat(65) }).warnings).toEqual(['value.too-long']);
  });
});
