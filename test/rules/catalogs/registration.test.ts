import { describe, expect, it } from 'vitest';
import { COOPERATIVE, draftOf, faultsOf, PERSON_ID, SHOP } from './rows.ts';

const draft = (changes = {}) => draftOf('registration', changes);

describe('registration', () => {
  it('lays the credit code and the old codes side by side, so that records under an old one are found', () => {
    expect(draft().subject.identifiers).toEqual([
      { type: 'uscc', code: COOPERATIVE },
      { type: 'business-registration-no', code: '440301103097413' },
      { type: 'org-code', code: 'D2143569X' },
    ]);
  });

  it('takes an old code that does not check as text, with a warning', () => {
    const found = draft({ regNo: '440301103097414', orgCode: 'D21435690' });
    expect(found.subject.identifiers.map(({ type }) => type)).toEqual(['uscc']);
    expect(found.fields).toMatchObject({ regNo: '440301103097414', orgCode: 'D21435690' });
    expect(found.warnings).toEqual(['value.old-code', 'value.old-code']);
  });

  it.each([
    ['the legal representative of an organisation', COOPERATIVE, 'organisation', 'legal-representative'],
    ['the operator of an individual business', SHOP, 'individual-business', 'operator'],
  ])('names %s, sealed', (_, uscc, kind, role) => {
    const { subject, personal, fields } = draft({ uscc, legalRepIdType: '身份证', legalRepIdNo: PERSON_ID });
    expect(subject).toMatchObject({
      kind,
      related: [{ role, name: '示例甲', identifier: { code: PERSON_ID } }],
    });
    expect(personal).toEqual({ legalRepIdNo: PERSON_ID });
    expect(JSON.stringify(fields)).not.toContain(PERSON_ID);
  });

  it('tells when its subject was dissolved, and is kept as long as it lives', () => {
    expect(draft().retainedUntil).toBeNull();
    const gone = draft({ status: '吊销，已注销', dissolvedOn: '2026-05-01' });
    expect(gone).toMatchObject({
      fields: { status: '注销', dissolvedOn: '2026-05-01' },
      retainedUntil: '2031-05-01',
    });
  });

  it.each(['在业', '开业', '在营（开业）', '在营(开业)', '存续（在营、开业、在册）', '正常'])(
    'reads %s as 存续',
    (status) => {
      expect(draft({ status }).fields.status).toBe('存续');
    },
  );

  it.each([
    ['dissolved on no day', { status: '注销' }, '注销日期 cell.required'],
    ['alive after its end', { dissolvedOn: '2026-05-01' }, '登记状态 row.status'],
    ['dissolved before it was', { status: '注销', dissolvedOn: '2020-05-05' }, '注销日期 row.day-order'],
    ['approved before it was', { approvedOn: '2020-05-05' }, '核准日期 row.day-order'],
    ['in business backwards', { validFrom: '2026-01-02', validTo: '2026-01-01' }, '营业期限至 row.day-order'],
    ['without a credit code', { uscc: '' }, '统一社会信用代码 cell.required'],
    ['of no state', { status: '不明' }, '登记状态 cell.choice'],
    ['answered for by a number of no kind', { legalRepIdNo: PERSON_ID }, '法定代表人证件类型 cell.required'],
  ])('cannot be %s', (_, changes, fault) => {
    expect(faultsOf('registration', changes)).toContain(fault);
  });
});
