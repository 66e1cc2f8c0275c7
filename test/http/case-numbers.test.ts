import { beforeEach, expect, test } from 'vitest';
import { type City, makeCity } from '../kit/cases.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { postForm } from '../kit/page.ts';
import { aDefaulterRow, upload } from '../kit/uploads.ts';

let city: City;
const person = { type: 'citizen-id', code: aCitizenId('case') };
const permit = { type: 'hk-macao-permit', code: 'H12345678' };
const firm = { type: 'uscc', code: aUscc('1') };

beforeEach(async () => {
  city = await makeCity();
  const rows = [aDefaulterRow(city.market, '1', { 证件号码: person.code })];
  await upload(city, city.market, { catalog: 'judgment-defaulter', rows });
  await city.list('1');
});

const ask = async (path: string, subject: object, more: object = {}) => {
  const answer = await city.post(city.window, path, { subject, purpose: 'licensing', ...more });
  return { status: answer.status, body: await answer.json() };
};

// Kind: a look at a person's credit that no case accounts for.
test.each(['/files/query', '/reports'])('%s about a person asks for a case number', async (path) => {
  for (const subject of [person, permit]) {
    const { status, body } = await ask(path, subject);
    expect([status, body.code]).toEqual([422, 'file.case-no-required']);
    expect(body.errors).toEqual([expect.objectContaining({ pointer: '/caseNo' })]);
    expect(JSON.stringify(body)).not.toContain(subject.code);
  }
  expect((await ask(path, person, { purpose: 'own-request' })).body.code).toBe('file.case-no-required');
  expect((await ask(path, person, { caseNo: '  ' })).status).toBe(400);
  expect((await ask(path, person, { caseNo: 'BJ-1' })).status).toBeLessThan(300);
  expect(
    await city.query(`select 1 from audit_lines where about->>'caseNo' is null
    and action in ('file.query', 'report.make')`),
  ).toEqual([]);
});

test('a firm is asked about without one, and a machine checks a person without one', async () => {
  for (const path of ['/files/query', '/reports']) expect((await ask(path, firm)).status).toBeLessThan(300);
  expect((await ask('/checks', person)).status).toBe(201);
  const many = await city.post(city.window, '/checks/batch', {
    checks: [{ subject: person, purpose: 'commitment' }],
  });
  expect((await many.json()).items[0].ok).toBe(true);
});

test('the desk asks for it too, at the field, and keeps no number', async () => {
  const clerk = await city.person('ZWFW', '窗口一号', ['window']);
  const form = {
    'subject.type': 'citizen-id',
    'subject.code': person.code,
    'subject.name': '',
    purpose: 'commitment',
    caseNo: '',
  };
  for (const path of ['/desk/checks', '/desk/reports']) {
    const refused = await postForm(clerk, path, form);
    const html = await refused.text();
    expect([path, refused.status, html.includes('href="#caseNo"')]).toEqual([path, 422, true]);
    expect(html).not.toContain(person.code);
    expect((await postForm(clerk, path, { ...form, caseNo: 'BJ-3' })).status).toBe(303);
    const ofFirm = { ...form, 'subject.type': 'uscc', 'subject.code': firm.code };
    expect((await postForm(clerk, path, ofFirm)).status).toBe(303);
  }
  expect(await city.query('select count(*)::int as n from checks')).toEqual([{ n: 2 }]);
});
