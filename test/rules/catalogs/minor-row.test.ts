import { expect, it } from 'vitest';
import { orgCheckChar, usccCheckChar } from '../../../src/kernel/check-characters.ts';
import { assess } from './rows.ts';

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
