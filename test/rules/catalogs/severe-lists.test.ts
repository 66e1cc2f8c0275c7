import { describe, expect, it } from 'vitest';
import { catalogs } from '../../../src/law/catalogs/catalog-list.ts';
import { assessRow } from '../../../src/law/catalogs/reading/assess-row.rules.ts';
import { editionMeasures } from '../../../src/law/measures/edition-2026.ts';
import { defaultSettings } from '../../../src/law/rulebook/settings.ts';
import { severeLists } from '../../../src/law/rulebook/severe-lists.ts';
import { aCitizenId } from '../../kit/identities.ts';
import { aRow, COOPERATIVE, catalogOf, context, draftOf, faultsOf, PERSON_ID, SHOP } from './rows.ts';

const severe = catalogs.filter(({ opens }) => opens === 'severe').map(({ code }) => code);
const fieldLists = ['major-tax-violation', 'wage-arrears', 'work-safety-violation', 'procurement-violation'];
const person = {
  subjectKind: '自然人',
  uscc: '',
  orgCode: '',
  subjectName: '虚构甲',
  idType: '居民身份证',
  idNo: PERSON_ID,
  legalRepresentative: '',
};

it('every list that is described can be fed', () => {
  expect(severe.toSorted()).toEqual(severeLists.map(({ code }) => code).toSorted());
});

describe.each(severe)('%s', (code) => {
  it('has its term, where one is known, and its basis in the settings', () => {
    const setting = defaultSettings.find(({ key }) => key === `list.${code}.term`);
    const about = severeLists.find((list) => list.code === code);
    expect(setting?.value ?? null).toBe(about?.termMonths);
    expect(setting?.unit ?? 'months').toBe('months');
    expect(about?.basis.length).toBeGreaterThan(2);
  });

  it('has measures that follow from it, so that its notices go out', () => {
    const following = editionMeasures.filter(({ lists }) => lists.includes(code));
    const kinds = new Set(following.map(({ kind }) => kind));
    for (const kind of ['II', 'III'] as const) expect(kinds).toContain(kind);
    expect(following.some(({ departments }) => departments.includes('*'))).toBe(true);
  });
});

it('no measure names a list that no catalogue opens', () => {
  const opening = catalogs.filter(({ opens }) => opens !== null).map(({ code }) => code);
  const strange = editionMeasures.flatMap(({ lists }) => lists.filter((list) => !opening.includes(list)));
  expect(strange).toEqual([]);
});

describe.each(fieldLists)('%s', (code) => {
  const draft = (changes = {}) => draftOf(code, changes);

  it('opens a severe listing for its term, and is kept five years longer', () => {
    const found = draft();
    expect(found.listing).toMatchObject({
      kind: 'severe',
      listedOn: '2026-03-02',
      dueOn: '2029-03-02',
      reason: catalogOf(code).fields.find(({ name }) => name === 'reason')?.example,
      ended: null,
    });
    expect(found).toMatchObject({
      class: 'severe',
      publishedUntil: '2029-03-02',
      retainedUntil: '2034-03-02',
    });
  });

  it('takes the term from the settings, not from the code', () => {
    const shorter = { ...context, setting: (key: string) => (key === `list.${code}.term` ? 7 : 60) };
    const found = assessRow(catalogOf(code), aRow(code), shorter);
    expect(found.ok && found.draft.listing?.dueOn).toBe('2026-10-02');
  });

  it.each([
    ['按程序提前移出', '2026-10-01', 'repaired'],
    ['列入决定被撤销', '2026-10-01', 'revoked'],
    ['管理期限届满', '2026-10-01', 'expired'],
  ])('ends by %s on %s as %s', (removalReason, removedOn, state) => {
    expect(draft({ removalReason, removedOn }).listing?.ended).toEqual({
      on: removedOn,
      state,
      ground: removalReason,
    });
  });

  it('may name an organisation with who answers for it, who is not listed himself', () => {
    const legalRepIdNo = aCitizenId('负责人');
    const { subject, fields, personal } = draft({ legalRepIdType: '身份证', legalRepIdNo });
    expect(subject).toMatchObject({
      kind: 'organisation',
      identifiers: [{ type: 'uscc', code: COOPERATIVE }],
      related: [
        {
          role: 'legal-representative',
          name: '示例甲',
          identifier: { type: 'citizen-id', code: legalRepIdNo },
        },
      ],
    });
    expect(personal).toEqual({ legalRepIdNo });
    expect(JSON.stringify(fields)).not.toContain(legalRepIdNo);
  });

  it('may name an individual business with its operator', () => {
    const found = draft({ uscc: SHOP, orgCode: '', legalRepIdType: '身份证', legalRepIdNo: PERSON_ID });
    expect(found.subject).toMatchObject({ kind: 'individual-business', related: [{ role: 'operator' }] });
  });

  it('may name a natural person, whose number is sealed', () => {
    const { subject, personal } = draft(person);
    expect(subject).toEqual({
      kind: 'person',
      name: '虚构甲',
      identifiers: [{ type: 'citizen-id', code: PERSON_ID }],
      related: [],
    });
    expect(personal).toEqual({ idNo: PERSON_ID });
  });

  it.each([
    ['nobody', { uscc: '' }, 'cell.required'],
    ['two subjects at once', { idType: '居民身份证', idNo: PERSON_ID }, '主体类别 row.subject-kind'],
    ['a number without its kind', { ...person, idType: '' }, '证件类型 cell.required'],
    ['a removal before the listing', { removedOn: '2026-03-01' }, '移出日期 row.day-order'],
    ['a ground of removal without its day', { removalReason: '提前移出' }, '移出日期 cell.required'],
    [
      'a representative’s number without a name',
      { legalRepresentative: '', legalRepIdType: '护照', legalRepIdNo: 'E12345678' },
      '法定代表人或主要负责人 cell.required',
    ],
    ['a representative’s number of no kind', { legalRepIdNo: PERSON_ID }, '法定代表人证件类型 cell.required'],
    ['no basis', { legalBasis: '' }, 'cell.required'],
    ['a listing in the future', { listedOn: '2026-11-25' }, 'cell.day-ahead'],
  ])('cannot name %s', (_, changes, fault) => {
    expect(faultsOf(code, changes).join()).toContain(fault);
  });
});

describe('what is particular', () => {
  it('a procurement ban ends the listing on its own day', () => {
    expect(draftOf('procurement-violation', { bannedUntil: '2027-03-02' }).listing?.dueOn).toBe('2027-03-02');
    expect(faultsOf('procurement-violation', { bannedUntil: '2026-03-01' })).toEqual([
      '禁止参加政府采购活动截止日期 row.day-order',
    ]);
  });

  it('an accident comes before the listing', () => {
    const accident = { accidentName: '示例事故', accidentLevel: '较大事故', accidentOn: '2025-12-01' };
    expect(draftOf('work-safety-violation', accident).fields).toMatchObject({ accidentLevel: '较大' });
    expect(faultsOf('work-safety-violation', { ...accident, accidentOn: '2026-03-03' })).toEqual([
      '列入日期 row.day-order',
    ]);
    expect(faultsOf('work-safety-violation', { accidentLevel: '很大' })).toEqual(['事故等级 cell.choice']);
  });

  it('a tax case may have several natures, in the words of any office', () => {
    const { fields } = draftOf('major-tax-violation', {
      caseNature: '虚开增值税专用发票；走逃失联;其他-出租发票',
    });
    expect(fields.caseNature).toBe(
      '虚开增值税专用发票或者虚开用于骗取出口退税、抵扣税款的其他发票;走逃（失联）;其他-出租发票',
    );
    expect(faultsOf('major-tax-violation', { caseNature: '态度不好' })).toEqual(['案件性质 cell.choice']);
  });

  it('an organisation code that checks helps to find the taxpayer, another is only text', () => {
    const codes = (orgCode: string) => draftOf('major-tax-violation', { orgCode }).subject.identifiers.length;
    expect([codes('D2143569-X'), codes('D21435690')]).toEqual([2, 1]);
  });

  it('wages owed are a sum', () => {
    expect(draftOf('wage-arrears', { arrears: '12.50万元' }).fields.arrears).toBe('12.5');
    expect(faultsOf('wage-arrears', { arrears: '很多' })).toEqual(['拖欠工资金额（万元） cell.money']);
  });
});
