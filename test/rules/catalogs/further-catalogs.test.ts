import { describe, expect, it } from 'vitest';
import { catalogs } from '../../../src/law/catalogs/catalog-list.ts';
import { COOPERATIVE, draftOf, faultsOf, PERSON_ID, SHOP } from './rows.ts';

it('there is a catalogue for each of the thirteen national categories', () => {
  expect([...new Set(catalogs.map(({ category }) => category))].toSorted()).toEqual(
    [
      ...['登记注册基本信息', '司法裁判及执行信息', '行政管理信息', '职称和职业信息', '严重失信主体名单信息'],
      ...['经营（活动）异常名录（状态）信息', '合同履行信息', '信用承诺及履行情况信息', '信用评价结果信息'],
      ...['遵守法律法规情况信息', '诚实守信相关荣誉信息', '知识产权信息', '经营主体自主提供信息'],
    ].toSorted(),
  );
});

const forAnyone = ['credit-evaluation', 'administrative-act', 'intellectual-property', 'legal-compliance'];
const person = {
  uscc: '',
  idType: '居民身份证',
  idNo: PERSON_ID,
  subjectKind: '自然人',
  subjectName: '虚构甲',
};

describe.each(forAnyone)('%s', (code) => {
  it.each([
    ['an organisation', {}, 'organisation'],
    ['an individual business', { subjectKind: '个体户', uscc: SHOP }, 'individual-business'],
    ['a person', person, 'person'],
  ])('may be about %s', (_, changes, kind) => {
    const { subject, personal, fields, listing } = draftOf(code, changes);
    expect(subject.kind).toBe(kind);
    expect(personal).toEqual(kind === 'person' ? { idNo: PERSON_ID } : {});
    expect(JSON.stringify(fields)).not.toContain(PERSON_ID);
    expect(listing).toBeNull();
  });

  it('ends after it begins, and is kept five years longer', () => {
    expect(draftOf(code, { validTo: '2027-01-01' })).toMatchObject({
      publishedUntil: '2027-01-01',
      retainedUntil: '2032-01-01',
    });
    expect(faultsOf(code, { validTo: '2026-03-01' }).join()).toContain('row.day-order');
    expect(faultsOf(code, { uscc: '' })).toEqual(['统一社会信用代码 cell.required']);
  });
});

describe.each([
  ['credit-evaluation', '二〇二五', { year: '二〇二五' }, '评价年度 cell.year'],
  ['credit-evaluation', 'a year ahead', { year: '2027' }, '评价年度 row.day-order'],
  [
    'administrative-act',
    'a penalty, which has its own catalogue',
    { actType: '行政处罚' },
    '行政行为类别 cell.choice',
  ],
  ['legal-compliance', 'no law', { legalBasis: '' }, '法律依据 cell.required'],
  [
    'intellectual-property',
    'a right that is not gathered',
    { rightType: '商业秘密' },
    '登记类别 cell.choice',
  ],
  ['self-declared', 'nobody’s word', { isPledged: '未承诺' }, '真实性承诺 row.not-pledged'],
  ['self-declared', 'an end before the beginning', { validTo: '2026-03-01' }, '有效期至 row.day-order'],
  ['self-declared', 'a shop under a company’s code', { subjectKind: '个体户' }, '主体类别 row.subject-kind'],
  ['judicial-decision', 'no organisation', { uscc: '' }, '统一社会信用代码 cell.required'],
  ['judicial-decision', 'effect before it was made', { effectiveOn: '2026-03-01' }, '生效日期 row.day-order'],
  ['judicial-decision', 'a divorce', { decisionType: '离婚判决' }, '裁判类型 cell.choice'],
  ['unperformed-judgment', 'nothing owed', { owedAmount: '' }, '执行金额（万元） cell.required'],
  ['unperformed-judgment', 'exposure before the case', { filedOn: '2026-03-03' }, '曝光日期 row.day-order'],
  [
    'unperformed-judgment',
    'payment before exposure',
    { performedOn: '2026-03-01' },
    '履行完毕日期 row.day-order',
  ],
  ['professional-qualification', 'no number', { certificateNo: '' }, '证书编号 cell.required'],
  [
    'professional-qualification',
    'a company',
    { idType: '统一社会信用代码', idNo: COOPERATIVE },
    '证件类型 cell.choice',
  ],
  [
    'professional-qualification',
    'an end before the beginning',
    { validTo: '2026-03-01' },
    '有效期至 row.day-order',
  ],
  ['professional-qualification', 'cheating untold', { itemType: '考试作弊' }, '违纪违规情形 cell.required'],
])('%s', (code, what, changes, fault) => {
  it(`refuses ${what}`, () => {
    expect(faultsOf(code, changes)).toContain(fault);
  });
});

describe('how a row ends', () => {
  it('an act set aside is withdrawn', () => {
    expect(draftOf('administrative-act', { status: '已撤销' }).ended).toMatchObject({ state: 'withdrawn' });
  });

  it('a judgment once performed is repaired', () => {
    expect(draftOf('unperformed-judgment', { performedOn: '2026-06-01' })).toMatchObject({
      ended: { on: '2026-06-01', state: 'repaired' },
      publishedUntil: '2026-06-01',
    });
    expect(draftOf('unperformed-judgment', { unpaidAmount: '21' }).warnings).toEqual(['value.amount-order']);
  });

  it('a judgment may bind a person', () => {
    const found = draftOf('unperformed-judgment', { ...person, idType: '身份证' });
    expect(found.subject).toMatchObject({
      kind: 'person',
      identifiers: [{ type: 'citizen-id', code: PERSON_ID }],
    });
  });

  it('a person’s qualification is shared, never published', () => {
    const found = draftOf('professional-qualification', { validTo: '2028-01-01', idNo: PERSON_ID });
    expect(found).toMatchObject({
      subject: { kind: 'person' },
      publishedUntil: null,
      retainedUntil: '2033-01-01',
    });
    expect(found.personal).toEqual({ idNo: PERSON_ID });
  });
});
