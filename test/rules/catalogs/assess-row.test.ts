import { globSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allCatalogs } from '../../../src/law/catalogs/all-catalogs.ts';
import { catalogs } from '../../../src/law/catalogs/catalog-list.ts';
import { assessFields, assessRow } from '../../../src/law/catalogs/reading/assess-row.rules.ts';
import {
  aRow,
  assess,
  COOPERATIVE,
  catalogOf,
  context,
  draftOf,
  faultsOf,
  OWN,
  PERSON_ID,
  validTexts,
} from './rows.ts';

describe.each(catalogs.map(({ code }) => code))('a row of %s', (code) => {
  const catalog = catalogOf(code);

  it('is accepted without a warning when every cell is right', () => {
    expect(assess(code)).toMatchObject({ ok: true, warnings: [] });
  });

  it('is told of every missing required cell at once', () => {
    const required = catalog.fields.filter((field) => field.required).map(({ header }) => header);
    const assessment = assessRow(catalog, { cells: {} }, context);
    const missing = assessment.ok ? [] : assessment.faults.filter((fault) => fault.code === 'cell.required');
    expect(missing.map(({ column }) => column)).toEqual(expect.arrayContaining(required));
  });

  it('may only be uploaded by the authority itself', () => {
    expect(faultsOf(code, { authorityUscc: COOPERATIVE }).join()).toContain('row.not-your-authority');
  });

  it('gives the same record whether it comes as a table row or as JSON', () => {
    expect(assessFields(catalog, validTexts(code), context)).toEqual(assess(code));
  });

  it('has the same business key when brackets and blanks are typed differently', () => {
    const key = catalog.businessKey.find((name) =>
      catalog.fields.some((f) => f.name === name && f.type === 'document-no'),
    );
    const text = validTexts(code)[key ?? ''] ?? '';
    const typed = text.replace(/[〔（]/, '[').replace(/[〕）]/, '] ');
    expect(draftOf(code, { [key ?? '']: typed }).businessKey).toEqual(draftOf(code).businessKey);
  });
});

describe('a single cell', () => {
  const number = (text: string) => ({ text, kind: 'number' as const });
  it.each([
    ['a day with slashes', { listedOn: '2026/3/2' }, 'listedOn', '2026-03-02', []],
    ['a Chinese day', { listedOn: '2026年3月2日' }, 'listedOn', '2026-03-02', []],
    ['a spreadsheet day', { listedOn: number('46083') }, 'listedOn', '2026-03-02', ['value.normalised']],
    ['a serial day left in a CSV', { listedOn: '46083' }, 'listedOn', '2026-03-02', ['value.normalised']],
    ['a code in lower case', { uscc: COOPERATIVE.toLowerCase() }, 'uscc', COOPERATIVE, ['value.normalised']],
    [
      'a code in full width',
      { uscc: `９３${COOPERATIVE.slice(2)}` },
      'uscc',
      COOPERATIVE,
      ['value.normalised'],
    ],
    ['a code with blanks', { uscc: ` ${COOPERATIVE} ` }, 'uscc', COOPERATIVE, []],
    ['a control character', { reason: '虚\u0000假\u0007' }, 'reason', '虚假', []],
    ['half a surrogate pair', { reason: '虚假\ud800' }, 'reason', '虚假\ufffd', []],
    ['a filler where nothing is known', { removalReason: '--' }, 'removalReason', undefined, []],
    ['an overlong text', { reason: '长'.repeat(2001) }, 'reason', '长'.repeat(2001), ['value.too-long']],
  ])('reads %s', (_, changes, name, value, warnings) => {
    const draft = draftOf('serious-violation', changes);
    expect(draft.fields[name]).toBe(value);
    expect(draft.warnings).toEqual(warnings);
  });

  it.each([
    ['as it is', PERSON_ID],
    ['with blanks', `${PERSON_ID.slice(0, 6)} ${PERSON_ID.slice(6, 14)} ${PERSON_ID.slice(14)}`],
    [
      'in full width',
      PERSON_ID.replace(/\d/g, (figure) => String.fromCharCode(figure.charCodeAt(0) + 0xfee0)),
    ],
  ])('masks a citizen number that stands in free text %s, and says so', (_, number) => {
    const draft = draftOf('serious-violation', { reason: `经营者虚构甲，身份证${number}，提交虚假材料` });
    expect(draft.fields.reason).toMatch(/身份证440\*{11}.{4}，/);
    expect(draft.warnings).toEqual(['value.identity-number-masked']);
  });

  it.each([
    ['an unreadable day', { listedOn: '不详' }, '列入日期 cell.day'],
    ['a filler day', { listedOn: '1900-01-01' }, '列入日期 cell.day'],
    ['a day ahead', { listedOn: '2026-11-25' }, '列入日期 cell.day-ahead'],
    ['a wrong check character', { uscc: '93440300MA5FAAA13T' }, '统一社会信用代码 uscc.check-digit'],
    [
      'a number in a code column',
      { uscc: number('123456789012345000') },
      '统一社会信用代码 cell.numeric-code',
    ],
    ['a number in a document column', { documentNo: number('12') }, '列入决定书文号 cell.numeric-code'],
    ['a formula', { reason: { text: '1', kind: 'formula' as const } }, '列入原因 cell.formula'],
    [
      'a formula without a value',
      { removedOn: { text: '', kind: 'formula' as const } },
      '移出日期 cell.formula',
    ],
    ['a person’s number as source number', { sourceNo: PERSON_ID }, '来源记录号 text.personal-number'],
    [
      'a person’s number as document number',
      { documentNo: PERSON_ID },
      '列入决定书文号 text.personal-number',
    ],
    ['days in the wrong order', { removedOn: '2026-03-01' }, '移出日期 row.day-order'],
    ['a cell of blanks', { reason: ' 　\t ' }, '列入原因 cell.required'],
  ])('refuses %s', (_, changes, fault) => {
    expect(faultsOf('serious-violation', changes)).toContain(fault);
  });

  it('never repeats a person’s number in a fault or warning', () => {
    const wrong = `${PERSON_ID.slice(0, 17)}${PERSON_ID.endsWith('X') ? '1' : 'X'}`;
    const told = JSON.stringify(assess('judgment-defaulter', { idNo: wrong, sourceNo: PERSON_ID }));
    expect(told).not.toContain(wrong);
    expect(told).not.toContain(PERSON_ID);
  });
});

describe('JSON fields', () => {
  const catalog = catalogOf('honour');
  const codesOf = (fields: Record<string, unknown>) => {
    const assessment = assessFields(catalog, { ...validTexts('honour'), ...fields }, context);
    return [...(assessment.ok ? [] : assessment.faults), ...assessment.warnings].map((fault) => fault.code);
  };
  it.each([
    ['a field that the catalogue does not have', { colour: '红' }, 'field.unknown'],
    ['a field given twice under two names', { 荣誉名称: '甲' }, 'field.doubled'],
    ['a nested value', { title: { zh: '甲' } }, 'field.type'],
    ['a number for a code', { uscc: 123 }, 'cell.numeric-code'],
    ['a telephone number, dropped', { phone: '13800000000' }, 'column.forbidden'],
  ])('are told of %s', (_, fields, code) => {
    expect(codesOf(fields)).toContain(code);
  });

  it('take null for blank', () => {
    expect(codesOf({ validTo: null })).toEqual([]);
  });
});

it('a row keeps the faults and warnings that its reader found', () => {
  const row = {
    ...aRow('honour'),
    faults: [{ code: 'row.extra-cells', message: '…' }],
    warnings: [{ code: 'column.forbidden', message: '…' }],
  };
  const assessment = assessRow(catalogOf('honour'), row, context);
  expect(assessment).toMatchObject({
    ok: false,
    keepsRow: true,
    faults: [{ code: 'row.extra-cells' }],
    warnings: [{ code: 'column.forbidden' }],
  });
});

it('the agency’s own code is the only one under which it may report', () => {
  expect(faultsOf('administrative-penalty', { sourceUnitUscc: COOPERATIVE, authorityUscc: OWN })).toEqual([
    '数据来源单位统一社会信用代码 row.not-your-authority',
  ]);
});

it('a person’s number stands only in the part that is sealed before it is stored', () => {
  const { fields, personal } = draftOf('judgment-defaulter');
  expect(JSON.stringify(fields)).not.toContain(PERSON_ID);
  expect(personal).toEqual({ idNo: PERSON_ID });
});

it('whatever stands in its cells, a row is a draft with a subject or a list of faults, and tells no person’s number', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 24 }),
    fc.constantFrom(
      PERSON_ID,
      COOPERATIVE,
      OWN,
      '9999-12-31',
      '长期',
      '46083',
      '罚款',
      '自然人',
      '居民身份证',
      '00000000000000000X',
      '1e9',
    ),
  );
  const kind = fc.constantFrom('text' as const, 'text' as const, 'number' as const, 'formula' as const);
  const change = fc.tuple(fc.nat(40), cell, kind);
  fc.assert(
    fc.property(fc.constantFrom(...catalogs), fc.array(change, { maxLength: 4 }), (catalog, changes) => {
      const changed = changes.map(([place, text, kind]) => [
        catalog.fields[place % catalog.fields.length]?.name ?? '',
        { text, kind },
      ]);
      const assessment = assess(catalog.code, Object.fromEntries(changed));
      const {
        personal: _,
        subject,
        businessKey: __,
        ...told
      } = assessment.ok
        ? assessment.draft
        : { ...assessment, personal: 0, subject: { identifiers: ['-'] }, businessKey: 0 };
      expect(subject.identifiers.length).toBeGreaterThan(0);
      expect(JSON.stringify(told)).not.toContain(PERSON_ID);
    }),
    { numRuns: 2000 },
  );
});

it('the list of catalogues is what stands in the folder', () => {
  const files = globSync('src/law/catalogs/*/*.catalog.ts');
  expect(allCatalogs).toHaveLength(files.length);
});
