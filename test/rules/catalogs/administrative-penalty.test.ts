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

  it('a simple procedure is minor and is not published', () => {
    const small = { fineAmount: '0.3', content: '罚款三千元' };
    expect(draft({ ...small, procedureType: '简易程序' })).toMatchObject({
      class: 'minor',
      publishedUntil: null,
    });
    expect(draft({ ...small, procedureType: '01' })).toMatchObject({ class: 'minor' });
  });

  // Basis: 国办发〔2025〕22号第二条; the amounts are the city's settings, in 万元.
  it.each([
    ['法人及非法人组织', '0.999999', 'minor', null],
    ['法人及非法人组织', '1', 'ordinary', '2027-03-02'],
    ['法人及非法人组织', '199.99', 'ordinary', '2027-03-02'],
    ['法人及非法人组织', '200', 'severe', '2029-03-02'],
    ['个体工商户', '49.9', 'ordinary', '2027-03-02'],
    ['个体工商户', '50', 'severe', '2029-03-02'],
    ['自然人', '0.19', 'minor', null],
    ['自然人', '0.2', 'ordinary', '2027-03-02'],
    ['自然人', '20', 'severe', '2029-03-02'],
  ])('a fine of a %s of %s 万元 on 2026-03-02 is %s', (counterpartType, fineAmount, weight, until) => {
    const who = {
      法人及非法人组织: {},
      个体工商户: { usccCode: SHOP },
      自然人: { usccCode: '', legalRepresentative: '', personIdType: '身份证', personIdNo: PERSON_ID },
    }[counterpartType];
    const found = draft({ ...who, counterpartType, fineAmount, content: '罚款' });
    expect(found).toMatchObject({ class: weight, publishedUntil: until });
  });
});

// Basis: 国办发〔2025〕22号第二条（具体分类标准由行业主管部门制定）
describe('the class that the sector authority gave goes before every mapping', () => {
  it.each([
    ['严重', 'severe', '2029-03-02'],
    ['severe', 'severe', '2029-03-02'],
    ['一般失信', 'ordinary', '2027-03-02'],
    ['轻微', 'minor', null],
    ['minor', 'minor', null],
  ])('%s', (severity, weight, until) => {
    expect(draft({ severity })).toMatchObject({ class: weight, publishedUntil: until });
    const revoked = { penaltyType: '吊销许可证件', suspendedLicense: '示例许可证1号' };
    expect(draft({ ...revoked, severity }).class).toBe(weight);
  });

  it.each(['较重', '较重失信', '4', '特别严重'])('%s is none of the three and is refused', (severity) => {
    expect(faults({ severity })).toEqual(['失信程度 cell.choice']);
  });
});

// Basis: 行政处罚法第五十一条
describe('a penalty that the simple procedure cannot impose waits for the registrar', () => {
  const simple = { procedureType: '简易程序' };
  const person = {
    counterpartType: '自然人',
    usccCode: '',
    legalRepresentative: '',
    personIdType: '身份证',
    personIdNo: PERSON_ID,
  };
  it.each([
    ['a warning', { penaltyType: '警告', content: '警告' }],
    ['a fine of 3000 yuan on an organisation', { fineAmount: '0.3', content: '罚款三千元' }],
    ['a fine of 200 yuan on a citizen', { ...person, fineAmount: '0.02', content: '罚款二百元' }],
    ['a decision that was revoked', { revokedOn: '2026-05-01', revocationReason: '程序违法' }],
  ])('%s does not', (_, changes) => {
    expect(draft({ ...simple, ...changes }).doubt).toBeUndefined();
  });

  it.each([
    ['a revocation', { penaltyType: '吊销许可证件', suspendedLicense: '示例许可证1号' }, /吊销许可证件/],
    ['a halt', { penaltyType: '警告;责令停产停业' }, /责令停产停业/],
    ['a detention', { penaltyType: '行政拘留', legalBasis: '《反恐怖主义法》第八十条' }, /行政拘留/],
    ['3000.01 yuan on an organisation', { fineAmount: '0.300001' }, /罚款 0\.300001 万元/],
    ['200.01 yuan on a citizen', { ...person, fineAmount: '0.020001' }, /罚款 0\.020001 万元/],
    ['the class 严重', { penaltyType: '警告', severity: '严重' }, /失信程度/],
  ])('%s does', (_, changes, text) => {
    const { doubt } = draft({ ...simple, ...changes });
    expect(doubt).toMatchObject({ code: 'row.simple-procedure-exceeded', column: '处罚程序' });
    expect(doubt?.message).toMatch(text);
  });
});

describe('publicity', () => {
  it('ends earlier where the row says so', () => {
    expect(draft({ publicityEnd: '2026-06-02' }).publishedUntil).toBe('2026-06-02');
  });

  it('never ends before its class allows, and the agency is told', () => {
    const severe = { severity: '严重', publicityEnd: '2026-09-02' };
    expect(draft(severe)).toMatchObject({
      publishedUntil: '2027-03-02',
      warnings: ['value.publicity-too-short'],
    });
    expect(draft({ publicityEnd: '2026-03-03' })).toMatchObject({
      publishedUntil: '2026-06-02',
      warnings: ['value.publicity-too-short'],
    });
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
