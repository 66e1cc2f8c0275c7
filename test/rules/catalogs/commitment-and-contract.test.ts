import { describe, expect, it } from 'vitest';
import { COOPERATIVE, catalogOf, draftOf, faultsOf, PERSON_ID, SHOP } from './rows.ts';

describe('credit-commitment', () => {
  const draft = (changes = {}) => draftOf('credit-commitment', changes);
  const broken = { fulfilment: '部分履行', unfulfilled: '场所未达标', accountability: '撤销许可' };

  it('has exactly the twenty columns of the national template, in its order', () => {
    expect(catalogOf('credit-commitment').fields.map(({ header }) => header)).toEqual([
      ...[
        '承诺编码',
        '承诺人名称',
        '承诺人类别',
        '承诺人代码',
        '承诺类型',
        '承诺事由',
        '做出承诺的内容',
        '违诺责任',
      ],
      ...[
        '承诺作出日期',
        '承诺有效期',
        '承诺履行状态',
        '承诺未履行内容',
        '违诺责任追究内容',
        '承诺履行认定日期',
      ],
      ...[
        '承诺履行认定单位',
        '承诺履行认定单位统一社会信用代码',
        '承诺受理单位',
        '承诺受理单位统一社会信用代码',
      ],
      ...['公开类型', '备注'],
    ]);
  });

  it.each([
    ['an organisation', '法人及非法人组织', COOPERATIVE, 'organisation', 'uscc'],
    ['an individual business', '个体工商户', SHOP, 'individual-business', 'uscc'],
    ['a person', '自然人', PERSON_ID, 'person', 'citizen-id'],
  ])('may be made by %s: one column holds either code', (_, subjectKind, idNo, kind, type) => {
    const { subject, personal, fields, sourceNo } = draft({ subjectKind, idNo });
    expect(subject).toMatchObject({ kind, identifiers: [{ type, code: idNo }] });
    expect(personal).toEqual({ idNo });
    expect(JSON.stringify(fields)).not.toContain(PERSON_ID);
    expect(sourceNo).toBe('44030020260302000001');
  });

  it('that is broken is published for the longest period, one that is kept while it runs', () => {
    expect(draft({ ...broken, assessedOn: '2026-06-01' }).publishedUntil).toBe('2029-06-01');
    expect(draft(broken).publishedUntil).toBe('2029-03-02');
    expect(draft({ validTo: '2027-01-01' }).publishedUntil).toBe('2027-01-01');
  });

  it.each(['特定范围内公开', '不公开'])('whose 公开类型 is %s is not published', (disclosure) => {
    expect(draft({ ...broken, disclosure }).publishedUntil).toBeNull();
  });

  it('that is kept yet says what was not done is taken with a warning', () => {
    expect(draft({ unfulfilled: '无法核实' }).warnings).toEqual(['value.fulfilment']);
  });

  it('may promise that there is no 治安处罚, which is no record of one', () => {
    expect(draft({ content: '本人近三年无治安管理处罚记录' }).fields.content).toContain('治安');
    expect(faultsOf('credit-commitment', { content: '因打架受到治安管理处罚' })).toEqual([
      '做出承诺的内容 row.sealed-public-security',
    ]);
  });

  it.each([
    ['a broken part untold', { ...broken, unfulfilled: '' }, '承诺未履行内容 cell.required'],
    ['a breach without consequence', { ...broken, accountability: '' }, '违诺责任追究内容 cell.required'],
    ['an end before its beginning', { validTo: '2026-03-01' }, '承诺有效期 row.day-order'],
    ['an assessment before it was made', { assessedOn: '2026-03-01' }, '承诺履行认定日期 row.day-order'],
    ['an assessor known by code only', { assessorUscc: COOPERATIVE }, '承诺履行认定单位 cell.required'],
    ['a short number', { sourceNo: '4403002026030200001' }, '承诺编码 cell.commitment-no'],
    ['a number without a day in it', { sourceNo: '44030020260230000001' }, '承诺编码 cell.commitment-no'],
    ['no number', { sourceNo: '' }, '承诺编码 cell.required'],
    ['a shop under a company’s code', { subjectKind: '个体工商户' }, '承诺人类别 row.subject-kind'],
    ['a person under a company’s code', { subjectKind: '自然人' }, '承诺人代码 citizen-id.shape'],
    ['a kind of promise that is not known', { commitmentType: '随便' }, '承诺类型 cell.choice'],
    [
      'another’s reception',
      { authorityUscc: COOPERATIVE },
      '承诺受理单位统一社会信用代码 row.not-your-authority',
    ],
  ])('cannot have %s', (_, changes, fault) => {
    expect(faultsOf('credit-commitment', changes)).toContain(fault);
  });
});

describe('contract-performance', () => {
  const draft = (changes = {}) => draftOf('contract-performance', changes);
  const inPart = { performance: '部分履行', unperformed: '逾期交货', assessedOn: '2026-06-01' };

  it.each([
    ['an organisation', {}, 'organisation'],
    ['an individual business', { subjectKind: '个体工商户', uscc: SHOP }, 'individual-business'],
    ['a person', { subjectKind: '自然人', uscc: '', idType: '居民身份证', idNo: PERSON_ID }, 'person'],
  ])('is about its party B, %s', (_, changes, kind) => {
    expect(draft(changes).subject.kind).toBe(kind);
  });

  it('is shared, not published, and dated by its assessment where there is one', () => {
    expect(draft()).toMatchObject({
      publishedUntil: null,
      decidedOn: '2026-03-02',
      documentNo: '示采合〔2026〕1号',
    });
    expect(draft(inPart)).toMatchObject({ decidedOn: '2026-06-01', retainedUntil: '2031-06-01' });
  });

  it.each([
    ['a breach untold', { ...inPart, unperformed: '' }, '未履行内容 cell.required'],
    ['a breach that nobody established', { ...inPart, assessedOn: '' }, '履约认定日期 cell.required'],
    ['an end before its signature', { performBy: '2026-03-01' }, '履约期限 row.day-order'],
    ['a notice before its signature', { announcedOn: '2026-03-01' }, '公告日期 row.day-order'],
    ['nobody as party B', { uscc: '' }, '乙方统一社会信用代码 cell.required'],
    ['a party B of no kind', { uscc: '', idNo: PERSON_ID }, '乙方证件类型 cell.required'],
    ['two parties B', { idType: '护照', idNo: 'E12345678' }, '乙方类别 row.subject-kind'],
    ['a party A without a code', { partyAUscc: '' }, '甲方统一社会信用代码 cell.required'],
    ['a kind that is not known', { contractType: '口头' }, '合同类型 cell.choice'],
  ])('cannot have %s', (_, changes, fault) => {
    expect(faultsOf('contract-performance', changes)).toContain(fault);
  });
});
