import { expect, it } from 'vitest';
import { orgCheckChar, usccCheckChar } from '../../../src/kernel/check-characters.ts';
import { day } from '../../../src/kernel/day.ts';
import { catalogs } from '../../../src/law/catalogs/catalog-list.ts';
import { assessRow } from '../../../src/law/catalogs/reading/assess-row.rules.ts';
import { aCitizenBornOn } from '../../kit/identities.ts';
import { aRow, assess, context } from './rows.ts';

// An old firm's code can be all figures and hold a day where a person's number holds the day of birth.
it('a credit code that reads like a child’s birth day is a firm', () => {
  const codes = Array.from({ length: 400 }, (_, serial) => {
    const body = `100601${String(serial).padStart(3, '0').slice(0, 2)}`;
    const head = `91${['130120', '130220', '340120', '510120', '340220'][serial % 5]}${body}${orgCheckChar(body)}`;
    return `${head}${usccCheckChar(head)}`;
  }).filter((code) => /^\d{18}$/.test(code));
  expect(codes.length).toBeGreaterThan(0);
  for (const code of codes) {
    const found = assess('judgment-defaulter', {
      subjectKind: '法人及非法人组织',
      idType: '统一社会信用代码',
      idNo: code,
      legalRepresentative: '示例甲',
    });
    expect(found.ok ? [] : found.faults.map((fault) => fault.code)).not.toContain('row.minor');
  }
});

const adverse = catalogs.filter(({ nature }) => nature !== 'positive');
const ofPersons = adverse.filter(({ fields }) =>
  fields.some(({ type, isOfOther }) => type === 'identity-no' && !isOfOther),
);

it.each(adverse.map((catalog) => [catalog.code, catalog] as const))(
  '%s says by which of its days a person must be of age',
  (_, { fields }) => {
    const decisions = fields.filter(({ dates }) => dates === 'decision');
    expect(decisions).toMatchObject([{ type: 'day', required: true }]);
  },
);

// Ten years later the child is of age; the day of the act or of the decision counts all the same.
it.each(ofPersons.map((catalog) => [catalog.code, catalog] as const))(
  '%s keeps nothing of a child, however late the row comes',
  (code, catalog) => {
    const names = new Set(catalog.fields.map(({ name }) => name));
    const of = (cells: Record<string, string>) =>
      Object.fromEntries(Object.entries(cells).filter(([name]) => names.has(name)));
    const row = aRow(
      code,
      of({
        ...Object.fromEntries(['uscc', 'usccCode', 'orgCode'].map((name) => [name, ''])),
        subjectKind: '自然人',
        counterpartType: '自然人',
        idType: '居民身份证',
        personIdType: '居民身份证',
        idNo: aCitizenBornOn('2010-06-01'),
        personIdNo: aCitizenBornOn('2010-06-01'),
      }),
    );
    const found = assessRow(catalog, row, { ...context, today: day('2036-11-24') });
    expect(found).toMatchObject({ ok: false, keepsRow: false, faults: [{ code: 'row.minor' }] });
  },
);
