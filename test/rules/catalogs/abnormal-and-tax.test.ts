import { describe, expect, it } from 'vitest';
import { matchHeader } from '../../../src/law/catalogs/reading/match-header.rules.ts';
import { COOPERATIVE, catalogOf, draftOf, faultsOf, PERSON_ID, SHOP } from './rows.ts';

describe('abnormal-operation', () => {
  const draft = (changes = {}) => draftOf('abnormal-operation', changes);
  const REG_NO = '440301103097413';

  it('has the words of individual businesses as well: marked and restored', () => {
    const header = ['个体工商户名称', '统一社会信用代码', '标记原因', '标记日期', '恢复原因', '恢复日期'];
    const { columns } = matchHeader(catalogOf('abnormal-operation'), header);
    expect(columns.map((column) => (column.kind === 'field' ? column.field.name : column.kind))).toEqual([
      ...['subjectName', 'uscc', 'reason', 'listedOn', 'removalReason', 'removedOn'],
    ]);
  });

  it('opens no list, and is published and kept until it ends', () => {
    expect(draft()).toMatchObject({ listing: null, ended: null, publishedUntil: null, retainedUntil: null });
    expect(draft({ removedOn: '2026-06-01', removalReason: '已补报年报' })).toMatchObject({
      ended: { on: '2026-06-01', state: 'repaired', ground: '已补报年报' },
      publishedUntil: '2026-06-01',
      retainedUntil: '2031-06-01',
    });
  });

  it('that should never have been is withdrawn', () => {
    const ended = draft({ removedOn: '2026-06-01', removalReason: '列入错误，予以撤销' }).ended;
    expect(ended?.state).toBe('withdrawn');
  });

  it('finds its subject by credit code, by the old number, or both', () => {
    const types = (changes: object) => draft(changes).subject.identifiers.map(({ type }) => type);
    expect(types({})).toEqual(['uscc']);
    expect(types({ regNo: REG_NO })).toEqual(['uscc', 'business-registration-no']);
    expect(types({ uscc: '', regNo: REG_NO })).toEqual(['business-registration-no']);
    expect(draft({ subjectKind: '个体户', uscc: SHOP }).subject.kind).toBe('individual-business');
    expect(draft({ subjectKind: '个体户', uscc: '', regNo: REG_NO }).subject.kind).toBe(
      'individual-business',
    );
  });

  it.each([
    ['without any number', { uscc: '' }, '统一社会信用代码 cell.required'],
    [
      'with an old number that does not check',
      { uscc: '', regNo: '440301103097414' },
      '统一社会信用代码 cell.required',
    ],
    ['of a natural person', { subjectKind: '自然人' }, '主体类别 row.subject-kind'],
    ['of a shop under a company’s code', { subjectKind: '个体户' }, '主体类别 row.subject-kind'],
    ['removed before it was listed', { removedOn: '2026-03-01' }, '移出日期 row.day-order'],
    ['with a ground of removal only', { removalReason: '已补报' }, '移出日期 cell.required'],
  ])('cannot be %s', (_, changes, fault) => {
    expect(faultsOf('abnormal-operation', changes)).toContain(fault);
  });
});

describe('tax-arrears', () => {
  const draft = (changes = {}) => draftOf('tax-arrears', changes);
  const person = {
    subjectKind: '自然人',
    subjectName: '虚构甲',
    uscc: '',
    legalRepresentative: '',
    idType: '居民身份证',
    idNo: PERSON_ID,
  };

  it('of a company may name who answers for it', () => {
    const { subject, personal } = draft({ idType: '身份证', idNo: PERSON_ID });
    expect(subject).toMatchObject({
      kind: 'organisation',
      identifiers: [{ type: 'uscc', code: COOPERATIVE }],
      related: [{ role: 'legal-representative', name: '示例甲', identifier: { code: PERSON_ID } }],
    });
    expect(personal).toEqual({ idNo: PERSON_ID });
  });

  it('of a shop names its operator', () => {
    const found = draft({ subjectKind: '个体', uscc: SHOP, idType: '身份证', idNo: PERSON_ID });
    expect(found.subject).toMatchObject({ kind: 'individual-business', related: [{ role: 'operator' }] });
  });

  it('of a person is his own', () => {
    const { subject, fields } = draft(person);
    expect(subject).toEqual({
      kind: 'person',
      name: '虚构甲',
      identifiers: [{ type: 'citizen-id', code: PERSON_ID }],
      related: [],
    });
    expect(JSON.stringify(fields)).not.toContain(PERSON_ID);
  });

  it('of a taxpayer with an old number goes by the organisation code', () => {
    const found = draft({ uscc: '', orgCode: 'D2143569X' });
    expect(found.subject.identifiers).toEqual([{ type: 'org-code', code: 'D2143569X' }]);
  });

  it('lasts until it is settled', () => {
    expect(draft()).toMatchObject({ ended: null, publishedUntil: null });
    expect(draft({ settledOn: '2026-06-01' })).toMatchObject({
      ended: { on: '2026-06-01', state: 'repaired' },
      publishedUntil: '2026-06-01',
      retainedUntil: '2031-06-01',
    });
  });

  it('with more new arrears than arrears is taken with a warning', () => {
    expect(draft({ arrears: '1', newArrears: '2' }).warnings).toEqual(['value.amount-order']);
  });

  it('knows several taxes, in the words of any office', () => {
    expect(draft({ taxType: '增值税、城建税；其他-滞纳金' }).fields.taxType).toBe(
      '增值税;城市维护建设税;其他-滞纳金',
    );
  });

  it('does not take a sum whose unit is not told', () => {
    const { columns } = matchHeader(catalogOf('tax-arrears'), [
      '欠税余额',
      '欠税余额（元）',
      '欠税余额（万元）',
    ]);
    expect(columns.map(({ kind }) => kind)).toEqual(['unknown', 'unknown', 'field']);
  });

  it.each([
    ['by nobody', { uscc: '' }, '纳税人识别号（统一社会信用代码） cell.required'],
    ['by a person without a number', { ...person, idNo: '' }, '证件号码 cell.required'],
    ['by a person with a credit code', { ...person, uscc: COOPERATIVE }, '纳税人类型 row.subject-kind'],
    ['by a shop under a company’s code', { subjectKind: '个体' }, '纳税人类型 row.subject-kind'],
    ['under a number without its kind', { idNo: PERSON_ID }, '证件类型 cell.required'],
    [
      'under the number of someone without a name',
      { legalRepresentative: '', idType: '身份证', idNo: PERSON_ID },
      '负责人 cell.required',
    ],
    ['settled before announced', { settledOn: '2026-03-01' }, '缴清日期 row.day-order'],
    ['of no known tax', { taxType: '人头税' }, '税种 cell.choice'],
    ['below zero', { arrears: '-1' }, '欠税余额（万元） cell.money'],
  ])('cannot be owed %s', (_, changes, fault) => {
    expect(faultsOf('tax-arrears', changes)).toContain(fault);
  });
});
