import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allCatalogs } from '../../../src/law/catalogs/all-catalogs.ts';
import type { Row } from '../../../src/law/catalogs/catalog.ts';
import { assessRow } from '../../../src/law/catalogs/reading/assess-row.rules.ts';
import { matchHeader } from '../../../src/law/catalogs/reading/match-header.rules.ts';
import { templateOf } from '../../../src/law/catalogs/reading/template.rules.ts';
import { defaultSettings } from '../../../src/law/rulebook/settings.ts';
import { aValidRow } from '../../kit/valid-rows.ts';
import { COOPERATIVE, context, OWN, PERSON_ID, SHOP } from './rows.ts';

const each = allCatalogs.map((catalog) => [catalog.code, catalog] as const);
const cellsOf = (texts: Readonly<Record<string, string | undefined>>): Row => ({
  cells: Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, { text: text ?? '', kind: 'text' as const }]),
  ),
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    ...[PERSON_ID, COOPERATIVE, SHOP, OWN, '2026-03-02', '2099/12/31', '长期', '无', '46083', '1e9', '-0'],
    ...['自然人', '个体工商户', '法人及非法人组织', '居民身份证', '统一社会信用代码', '00000000000000000X'],
    ...['罚款;行政拘留', '治安管理处罚法', '部分履行', '注销', '1900-01-01', '0001-01-01', '__proto__'],
  ),
);
const anyCell = fc.record({ text: anyText, kind: fc.constantFrom('text', 'text', 'number', 'formula') });

describe.each(each)('whatever the bytes, %s', (_, catalog) => {
  it('gives a verdict, never a throw, and a person’s number only where it is sealed', () => {
    const names = catalog.fields.map(({ name }) => name);
    const anyCells = fc.dictionary(fc.constantFrom(...names), anyCell, {
      maxKeys: names.length,
      size: 'max',
    });
    fc.assert(
      fc.property(anyCells, (cells) => {
        const row = { cells } as unknown as Row;
        const found = assessRow(catalog, row, context);
        expect(found.ok || found.faults.length > 0).toBe(true);
        if (!found.ok) return;
        const { personal: _personal, subject, businessKey: _key, ...told } = found.draft;
        expect(subject.identifiers.length).toBeGreaterThan(0);
        expect(JSON.stringify(told)).not.toContain(PERSON_ID);
      }),
      { numRuns: 300 },
    );
  });
});

describe.each(each)('a row as the definition of %s allows it', (_, catalog) => {
  it('is taken in ninety-nine of a hundred, the first refusal is shown', () => {
    const rows = fc.sample(aValidRow(catalog, context.agency), 300);
    const refused = rows.flatMap((row) => {
      const found = assessRow(catalog, cellsOf(row), context);
      return found.ok ? [] : [found.faults.map(({ column, message }) => `${column}: ${message}`)];
    });
    expect(refused.length <= 3 ? [] : refused.slice(0, 3)).toEqual([]);
  });

  it('is taken when read again from what was stored of it', () => {
    fc.assert(
      fc.property(aValidRow(catalog, context.agency), (row) => {
        const first = assessRow(catalog, cellsOf(row), context);
        if (!first.ok) return;
        const { fields, personal, sourceNo } = first.draft;
        const again = assessRow(
          catalog,
          cellsOf({ ...fields, ...personal, sourceNo: sourceNo ?? '' }),
          context,
        );
        expect(again.ok && again.draft).toEqual(first.draft);
      }),
      { numRuns: 100 },
    );
  });
});

describe.each(each)('the definition of %s', (_, catalog) => {
  it('has a template whose example row is taken without a warning', () => {
    const { header, rows } = templateOf(catalog);
    const { columns, faults } = matchHeader(catalog, header);
    const texts = columns.map((column, place) => [
      column.kind === 'field' ? column.field.name : '?',
      rows[0]?.[place] ?? '',
    ]);
    expect(faults).toEqual([]);
    expect(assessRow(catalog, cellsOf(Object.fromEntries(texts)), context)).toMatchObject({
      ok: true,
      warnings: [],
    });
  });

  it('names its retention setting, its basis and how often it is fed', () => {
    expect(defaultSettings.map(({ key }) => key)).toContain(catalog.retentionSetting);
    expect([catalog.basis, catalog.updateFrequency, catalog.sharing, catalog.category].every(Boolean)).toBe(
      true,
    );
  });

  it('has values for every choice, and aliases only of these', () => {
    const wrong = catalog.fields.flatMap(({ name, type, values, aliases }) => [
      ...(type.startsWith('choice') && !values?.length ? [`${name}: no values`] : []),
      ...Object.values(aliases ?? {}).flatMap((value) =>
        values?.includes(value) ? [] : [`${name}: ${value}`],
      ),
    ]);
    expect(wrong).toEqual([]);
  });

  it('keeps every document number of a person sealed, and the country of a passport, and no other text', () => {
    const isOfDocument = (type: string) => type === 'identity-no' || type === 'country';
    const documents = catalog.fields.filter(({ type }) => isOfDocument(type)).map(({ name }) => name);
    const sealed = catalog.fields.filter(({ isPersonal }) => isPersonal).map(({ name }) => name);
    expect(sealed).toEqual(documents);
  });

  it('has no synonym that another of its columns would take', () => {
    const taken = catalog.fields.flatMap((field) =>
      (field.synonyms ?? []).flatMap((synonym) => {
        const [column] = matchHeader(catalog, [synonym]).columns;
        return column?.kind === 'field' && column.field !== field
          ? [`${synonym} → ${column.field.header}`]
          : [];
      }),
    );
    expect(taken).toEqual([]);
  });
});
