import { describe, expect, it } from 'vitest';
import { matchHeader } from '../../../src/law/catalogs/reading/match-header.rules.ts';
import { aUscc } from '../../kit/identities.ts';
import { COOPERATIVE, catalogOf, draftOf, faultsOf, PERSON_ID } from './rows.ts';

describe('serious-violation', () => {
  it('takes no organ of state', () => {
    expect(faultsOf('serious-violation', { uscc: aUscc('11organ') })).toEqual([
      '统一社会信用代码 row.subject-kind',
    ]);
  });

  const listing = (changes = {}) => draftOf('serious-violation', changes).listing;

  it('opens a severe listing for the term that the settings give', () => {
    expect(listing()).toEqual({
      kind: 'severe',
      listedOn: '2026-03-02',
      dueOn: '2029-03-02',
      reason: '提交虚假材料取得登记',
      ended: null,
    });
  });

  it.each([
    ['信用修复', '2026-09-01', 'repaired'],
    ['列入决定被撤销', '2026-09-01', 'revoked'],
    ['列入期满', '2026-09-01', 'expired'],
  ])('ends by %s as %s → %s', (removalReason, removedOn, state) => {
    expect(listing({ removalReason, removedOn })?.ended).toEqual({
      on: removedOn,
      state,
      ground: removalReason,
    });
  });

  it('that lasted its whole term has expired, not been repaired', () => {
    expect(listing({ listedOn: '2020-01-01', removedOn: '2023-01-01' })?.ended?.state).toBe('expired');
  });

  it('is kept five years after it ends', () => {
    expect(draftOf('serious-violation').retainedUntil).toBe('2034-03-02');
    expect(draftOf('serious-violation', { removedOn: '2026-09-01' }).retainedUntil).toBe('2031-09-01');
  });
});

describe('judgment-defaulter', () => {
  it('is known by the columns that the courts’ list has', () => {
    const header = [
      ...[
        'partyTypeName',
        'iname',
        'cardNum',
        'businessEntity',
        'caseCode',
        'gistId',
        'gistUnit',
        'courtName',
      ],
      ...[
        'regDate',
        'publishDate',
        'disruptTypeName',
        'performance',
        'duty',
        'performedPart',
        'unperformPart',
      ],
      ...['age', 'sexy'],
    ];
    const kinds = matchHeader(catalogOf('judgment-defaulter'), header).columns.map(({ kind }) => kind);
    expect(kinds).toEqual([...Array(15).fill('field'), 'forbidden', 'forbidden']);
  });

  it('is listed for the statutory term', () => {
    expect(draftOf('judgment-defaulter').listing).toMatchObject({ dueOn: '2028-03-02', ended: null });
  });

  it.each([
    '有履行能力而拒不履行',
    '有履行能力而拒不履行生效法律文书确定义务的',
    '违反限制消费令；有履行能力而拒不履行生效法律文书确定义务',
  ])('is listed until performed where the conduct is %s', (conduct) => {
    const draft = draftOf('judgment-defaulter', { conduct });
    expect(draft.listing?.dueOn).toBeNull();
    expect(draft).toMatchObject({ publishedUntil: null, retainedUntil: null });
  });

  it('leaves the list on the day the court says', () => {
    expect(draftOf('judgment-defaulter', { removedOn: '2026-08-01' }).listing?.ended).toEqual({
      on: '2026-08-01',
      state: 'repaired',
      ground: '认定单位移出',
    });
  });

  it('may be an organisation', () => {
    const { subject } = draftOf('judgment-defaulter', {
      subjectKind: '581',
      idType: 'uscc',
      idNo: COOPERATIVE,
      subjectName: '示例蔬菜种植专业合作社',
    });
    expect(subject).toMatchObject({
      kind: 'organisation',
      identifiers: [{ type: 'uscc', code: COOPERATIVE }],
    });
  });

  it.each([
    [
      'a person under a credit code',
      { idType: '统一社会信用代码', idNo: COOPERATIVE },
      '主体类别 row.subject-kind',
    ],
    [
      'an organisation under a person’s document',
      { subjectKind: '法人及非法人组织' },
      '主体类别 row.subject-kind',
    ],
    [
      'a number that the court has masked',
      { idNo: `${PERSON_ID.slice(0, 6)}********${PERSON_ID.slice(14)}` },
      '证件号码 citizen-id.shape',
    ],
    ['a case filed after it was published', { filedOn: '2026-03-03' }, '发布时间 row.day-order'],
    ['a conduct that the law does not know', { conduct: '态度不好' }, '失信行为具体情形 cell.choice'],
  ])('refuses %s', (_, changes, fault) => {
    expect(faultsOf('judgment-defaulter', changes)).toContain(fault);
  });
});

describe('false-commitment', () => {
  it('opens no listing, and says when it was made good', () => {
    expect(draftOf('false-commitment')).toMatchObject({
      listing: null,
      ended: null,
      publishedUntil: '2029-03-02',
    });
    expect(draftOf('false-commitment', { repairedOn: '2026-06-01' })).toMatchObject({
      ended: { on: '2026-06-01', state: 'repaired' },
      publishedUntil: '2026-06-01',
    });
  });

  it('may have been made by a person', () => {
    const { subject, personal } = draftOf('false-commitment', {
      uscc: '',
      idType: '居民身份证',
      idNo: PERSON_ID,
    });
    expect(subject).toMatchObject({ kind: 'person', identifiers: [{ type: 'citizen-id', code: PERSON_ID }] });
    expect(personal).toEqual({ idNo: PERSON_ID });
  });

  it('whose one number is wrong is told only that', () => {
    expect(
      faultsOf('false-commitment', { uscc: '', idType: '居民身份证', idNo: '11010119900307277X' }),
    ).toEqual(['证件号码 citizen-id.check-digit']);
  });

  it.each([
    ['nobody', { uscc: '' }, '统一社会信用代码 cell.required'],
    ['a number without its type', { uscc: '', idNo: PERSON_ID }, '证件类型 cell.required'],
    ['two subjects at once', { idType: '居民身份证', idNo: PERSON_ID }, '主体类别 row.subject-kind'],
    ['a repair before the breach', { repairedOn: '2026-03-01' }, '纠正日期 row.day-order'],
  ])('cannot name %s', (_, changes, fault) => {
    expect(faultsOf('false-commitment', changes)).toContain(fault);
  });
});

describe('honour', () => {
  it.each([
    ['the day it names', { validTo: '2027-01-01' }, '2027-01-01'],
    ['the setting, where it names none', {}, '2029-03-02'],
    ['ever, where it says so', { validTo: '长期' }, '2099-12-31'],
  ])('is shown until %s', (_, changes, dueOn) => {
    expect(draftOf('honour', changes).listing).toMatchObject({ kind: 'honour', dueOn, ended: null });
  });
});
