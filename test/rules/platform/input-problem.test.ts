import { expect, test } from 'vitest';
import { inputProblem } from '../../../src/platform/web/input-faults.ts';
import { CheckIn } from '../../../src/window/checks/check.schema.ts';

const clock = { now: () => new Date('2026-11-24T02:00:00.000Z') };
const asked = (about: object) =>
  inputProblem(
    CheckIn.safeParse({
      subject: { type: 'uscc', code: '92440300MA5EXMPX83', name: '云岫示例建材有限公司' },
      purpose: 'commitment',
      ...about,
    }),
    clock,
  );

test.each([
  ['a zero character in a case number', { caseNo: 'BJ\u0000-1' }],
  ['a zero character in a matter', { matter: '00\u000001' }],
  ['half of a pair in a name', { subject: { type: 'uscc', code: '92440300MA5EXMPX83', name: '云\ud800' } }],
])('%s is refused before the check is gathered with others', (_, about) => {
  expect(asked(about)).toMatchObject({
    code: 'request.invalid',
    detail: expect.stringContaining('零字符'),
  });
});

test('whole characters beyond the sixteen-bit plane are words like others', () => {
  expect(asked({ caseNo: 'BJ-𠮷1' })).toBeUndefined();
});
