import { expect, test } from 'vitest';
import { makeApp } from '../kit/app.ts';
import { aCitizenId } from '../kit/identities.ts';
import { aDefaulterRow, upload } from '../kit/uploads.ts';

test('under the commercial ciphers of the state a person is filed, found by their number and named, and both are sealed', async () => {
  const app = await makeApp({ env: { CRYPTO_SUITE: 'gm' } });
  const court = await app.agency('FY', ['feeder', 'window'], ['judgment-defaulter'], '示例法院');
  await upload(app, court, { catalog: 'judgment-defaulter', rows: [aDefaulterRow(court, 'gm-1')] });
  const subject = { type: 'citizen-id', code: aCitizenId('gm-1'), name: '示例甲乙' };
  const json = { subject, purpose: 'commitment', caseNo: '示办1号' };
  const check = await (await court.api('/checks', { method: 'POST', json })).json();
  expect(check).toMatchObject({ outcome: 'ineligible', subject: { name: '示例甲乙' } });
  const codes = check.reasons.map(({ code }: { code: string }) => code);
  expect(codes).toContain('list.judgment-defaulter');
  expect(codes).not.toContain('subject.name-mismatch');
  expect(
    await app.query(
      `select distinct get_byte(sealed, 0) as mark from subject_identifiers where sealed is not null`,
    ),
  ).toEqual([{ mark: 2 }]);
  const [{ rows } = {}] = await app.query(`select string_agg(s::text, ' ') as rows from subjects s`);
  expect(String(rows)).not.toContain('示例甲乙');
});
