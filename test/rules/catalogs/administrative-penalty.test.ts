import { describe, expect, it } from 'vitest';
import { aCitizenId } from '../../kit/identities.ts';
import { assess, COOPERATIVE, draftOf, faultsOf, PERSON_ID, SHOP } from './rows.ts';

const draft = (changes = {}) => draftOf('administrative-penalty', changes);
const faults = (changes = {}) => faultsOf('administrative-penalty', changes);

describe('the class of a penalty is that of its heaviest kind', () => {
  const more = { confiscateAmount: '1', suspendedLicense: '示例许可证1号' };
  it.each([
    ['警告', 'minor', null],
    ['警告；通报批评', 'minor', null],
    ['罚款', 'ordinary', '2027-03-02'],
    ['警告;罚款;没收违法所得', 'ordinary', '2027-03-02'],
    ['没收违法所得、没收非法财物', 'ordinary', '2027-03-02'],
    ['暂扣许可证/执照', 'ordinary', '2027-03-02'],
    ['其他-限期拆除', 'ordinary', '2027-03-02'],
    ['罚款;吊销营业执照', 'severe', '2029-03-02'],
    ['责令停产停业', 'severe', '2029-03-02'],
    ['限制开展生产经营', 'severe', '2029-03-02'],
    ['责令关闭', 'severe', '2029-03-02'],
    ['限制从业', 'severe', '2029-03-02'],
  ])('%s is %s, published until %s', (penaltyType, weight, until) => {
    expect(draft({ ...more, penaltyType })).toMatchObject({ class: weight, publishedUntil: until });
  });

  it('a simple procedure is minor whatever it imposed, and is not published', () => {
    expect(draft({ procedureType: '简易程序' })).toMatchObject({ class: 'minor', publishedUntil: null });
    expect(draft({ procedureType: '01' })).toMatchObject({ class: 'minor' });
  });
});

describe('publicity', () => {
  it('ends earlier where the row says so', () => {
    expect(draft({ publicityEnd: '2026-06-02' }).publishedUntil).toBe('2026-06-02');
  });

  it('never ends later than its class allows, and the agency is told', () => {
    const late = draft({ publicityEnd: '2030-01-01' });
    expect(late.publishedUntil).toBe('2027-03-02');
    expect(late.warnings).toEqual(['value.publicity-too-long']);
  });
});

describe('the counterpart', () => {
  const person = {
    counterpartType: '自然人',
    counterpartName: '虚构甲',
    usccCode: '',
    legalRepresentative: '',
    personIdType: '身份证',
    personIdNo: PERSON_ID,
  };

  it('may be a natural person, whose number is sealed', () => {
    const { subject, personal, fields } = draft(person);
    expect(subject).toMatchObject({ kind: 'person', identifiers: [{ type: 'citizen-id', code: PERSON_ID }] });
    expect(personal).toEqual({ personIdNo: PERSON_ID });
    expect(JSON.stringify(fields)).not.toContain(PERSON_ID);
  });

  it('may hold a passport', () => {
    expect(draft({ ...person, personIdType: '02', personIdNo: 'e12345678' }).subject.identifiers).toEqual([
      { type: 'passport', code: 'E12345678' },
    ]);
  });

  it('may be an individual business with its operator', () => {
    const { subject } = draft({
      counterpartType: '个体工商户',
      usccCode: SHOP,
      legalRepIdType: '居民身份证',
      legalRepIdNo: PERSON_ID,
    });
    expect(subject).toMatchObject({
      kind: 'individual-business',
      related: [{ role: 'operator', name: '虚构甲', identifier: { type: 'citizen-id', code: PERSON_ID } }],
    });
  });

  it('may be an old individual business that has only a registration number', () => {
    const { subject } = draft({
      counterpartType: '个体工商户',
      usccCode: '00000000000000000X',
      regNo: '330100400013364',
    });
    expect(subject.identifiers).toEqual([{ type: 'business-registration-no', code: '330100400013364' }]);
  });

  it.each([
    [
      'an organisation without code and representative',
      { usccCode: '', legalRepresentative: '' },
      ['法定代表人 cell.required', '行政相对人代码_1（统一社会信用代码） cell.required'],
    ],
    [
      'a person without a document',
      { ...person, personIdType: '', personIdNo: '' },
      ['证件号码 cell.required', '证件类型 cell.required'],
    ],
    [
      'a person with a credit code',
      { ...person, usccCode: COOPERATIVE },
      ['行政相对人类别 row.subject-kind'],
    ],
    [
      'a person with another person’s check character',
      { ...person, personIdNo: '11010119900307277X' },
      ['证件号码 citizen-id.check-digit'],
    ],
    ['an unknown document type, once', { ...person, personIdType: '会员卡' }, ['证件类型 cell.choice']],
    [
      'a shop with an organisation’s code',
      { counterpartType: '个体工商户' },
      ['行政相对人类别 row.subject-kind'],
    ],
    [
      'a shop without any number',
      { counterpartType: '个体工商户', usccCode: '', regNo: '310115000000017' },
      ['行政相对人代码_1（统一社会信用代码） cell.required'],
    ],
    ['an unknown kind', { counterpartType: '其他' }, ['行政相对人类别 cell.choice']],
  ])('is refused as %s', (_, changes, expected) => {
    expect(faults(changes)).toEqual(expected);
  });
});

describe('columns that depend on each other', () => {
  it.each([
    ['a fine without its amount', { fineAmount: '' }, '罚款金额（万元） cell.required'],
    ['a fine in yuan', { fineAmount: '10000元' }, '罚款金额（万元） cell.money'],
    ['a negative fine', { fineAmount: '-1' }, '罚款金额（万元） cell.money'],
    ['too many decimals', { fineAmount: '0.1234567' }, '罚款金额（万元） cell.money'],
    [
      'a confiscation without its amount',
      { penaltyType: '没收非法财物' },
      '没收违法所得、没收非法财物的金额（万元） cell.required',
    ],
    [
      'a suspension without the licence',
      { penaltyType: '暂扣许可证件' },
      '暂扣或吊销证照名称及编号 cell.required',
    ],
    ['an unknown kind of penalty', { penaltyType: '罚款;罚站' }, '处罚类别 cell.choice'],
    ['a revocation without its reason', { revokedOn: '2026-05-01' }, '撤销原因 cell.required'],
    ['a revocation without its day', { revocationReason: '复议撤销' }, '撤销日期 cell.required'],
    ['publicity that ends before the decision', { publicityEnd: '2026-01-01' }, '公示截止期 row.day-order'],
  ])('refuse %s', (_, changes, expected) => {
    expect(faults(changes)).toContain(expected);
  });

  it.each([
    ['1,234.50', '1234.5'],
    ['１．５', '1.5'],
    ['0012.000', '12'],
    ['100', '100'],
    ['3万元', '3'],
    ['0.000001', '0.000001'],
  ])('read the fine %s as %s', (fineAmount, amount) => {
    expect(draft({ fineAmount }).fields.fineAmount).toBe(amount);
  });

  it('read a spreadsheet number with its floating dust', () => {
    expect(draft({ fineAmount: { text: '1.2000000000000002E-2', kind: 'number' } }).fields.fineAmount).toBe(
      '0.012',
    );
  });

  it.each([
    ['无处罚期限', undefined],
    ['长期', '2099-12-31'],
    ['2026.12.31', '2026-12-31'],
  ])('read the validity %s as %s', (penaltyValidTo, day) => {
    expect(draft({ penaltyValidTo }).fields.penaltyValidTo).toBe(day);
  });
});

it('a revoked decision arrives as withdrawn', () => {
  expect(draft({ revokedOn: '2026-05-01', revocationReason: '复议撤销' }).ended).toEqual({
    on: '2026-05-01',
    state: 'withdrawn',
    ground: '复议撤销',
  });
});

describe('a public-security penalty is sealed: nothing of it is kept', () => {
  it.each([
    ['in its basis', { legalBasis: '《中华人民共和国治安管理处罚法》第四十三条' }],
    ['in its basis, with blanks between', { legalBasis: '《治安 管理 处罚法》' }],
    ['in its content', { content: '依照治安管理处罚法处五日拘留' }],
    ['in its facts, as a former one', { facts: '曾受治安处罚' }],
    ['under a short name of the law', { legalBasis: '《治安法》第四十三条' }],
    ['under the regulation before it', { legalBasis: '治安管理条例第十九条' }],
    ['by the police with a bare article', { authorityName: '示例市公安局', legalBasis: '第四十三条第一款' }],
    [
      'by the police with a rule of procedure',
      { authorityName: '示例市公安局', facts: '赌博', legalBasis: '《公安机关办理行政案件程序规定》' },
    ],
    ['by a police station', { authorityName: '示例市某派出所', legalBasis: '' }],
    ['as detention without any basis', { penaltyType: '行政拘留', legalBasis: '' }],
    ['beside other faults', { legalBasis: '治安管理处罚法', usccCode: 'x', decisionDate: '?' }],
  ])('%s', (_, changes) => {
    const assessment = assess('administrative-penalty', changes);
    expect(assessment).toMatchObject({ ok: false, keepsRow: false, warnings: [] });
    expect(assessment.ok ? [] : assessment.faults.map(({ code }) => code)).toEqual([
      'row.sealed-public-security',
    ]);
  });

  it('but a penalty of the police under a law of the list is taken, and detention is not severe by itself', () => {
    for (const legalBasis of ['《反恐怖主义法》第八十条', '《中华人民共和国道路 交通安全法》第九十一条']) {
      const changes = { authorityName: '示例市公安局', penaltyType: '行政拘留', legalBasis };
      expect(draft(changes).class).toBe('ordinary');
    }
  });
});

it('two people punished by one document are two records', () => {
  const person = (seed: string) => ({
    counterpartType: '自然人',
    usccCode: '',
    personIdType: '身份证',
    personIdNo: aCitizenId(seed),
  });
  expect(draft(person('a')).businessKey).not.toEqual(draft(person('b')).businessKey);
});
