import { beforeEach, expect, test } from 'vitest';
import { type City, makeCity } from '../kit/cases.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { postForm } from '../kit/page.ts';
import { enrol } from '../kit/people.ts';
import { aDefaulterRow, upload } from '../kit/uploads.ts';

let city: City;
const person = { type: 'citizen-id', code: aCitizenId('own') };
const firm = { type: 'uscc', code: aUscc('1') };
const own = { subject: person, purpose: 'own-request', caseNo: 'BJ-1' };
const seen = { kind: 'document-seen' };
const onPaper = { kind: 'power-of-attorney', reference: 'WT-2026-15' };

beforeEach(async () => {
  city = await makeCity();
  const rows = [aDefaulterRow(city.market, '1', { 证件号码: person.code })];
  await upload(city, city.market, { catalog: 'judgment-defaulter', rows });
  await city.list('1');
});

const ask = async (path: string, body: object) => {
  const answer = await city.post(city.window, path, body);
  return { status: answer.status, body: await answer.json() };
};

const mustTell = () => city.query(`update settings set value = '1' where key = 'own-request.proof'`);

// Kind: a stranger who says to be the person and is told who asked about them.
test.each(['/files/query', '/reports'])(
  '%s for a person themselves asks how they proved it, of a machine where the setting says so',
  async (path) => {
    await mustTell();
    for (const subject of [person, { type: 'passport', code: 'E12345678', country: 'USA' }]) {
      const { status, body } = await ask(path, { ...own, subject });
      expect([status, body.code]).toEqual([422, 'identity.proof-required']);
      expect(body.errors).toEqual([expect.objectContaining({ pointer: '/identityProof' })]);
      expect(JSON.stringify(body)).not.toContain(subject.code);
    }
    expect(await city.query(`select 1 from reports`)).toEqual([]);
    expect((await ask(path, { ...own, identityProof: seen })).status).toBeLessThan(300);
    expect((await ask(path, { ...own, identityProof: onPaper })).status).toBeLessThan(300);
    const action = path === '/reports' ? 'report.make' : 'file.query';
    const lines = await city.query(`select about->'identityProof' as proof from audit_lines
    where action = '${action}' order by id`);
    expect(lines.map(({ proof }) => proof)).toEqual([seen, onPaper]);
  },
);

test('without the setting a machine’s office proves it at its own door; a clerk always says how', async () => {
  const [office] = await city.query(`select id from agencies where code = 'ZWFW'`);
  const clerk = await enrol(city, { agencyId: Number(office?.id), name: '窗口一号', roles: ['window'] });
  for (const path of ['/files/query', '/reports']) {
    expect((await ask(path, own)).status).toBeLessThan(300);
    const told = await clerk.api(path, { method: 'POST', json: own });
    expect([told.status, (await told.json()).code]).toEqual([422, 'identity.proof-required']);
  }
});

test('a proof that says nothing to check is refused, and none holds a person’s number', async () => {
  const refusal = async (identityProof: object) => {
    const { status, body } = await ask('/reports', { ...own, identityProof });
    expect(JSON.stringify(body)).not.toContain(person.code);
    return [status, body.code, body.errors?.[0]?.pointer];
  };
  expect(await refusal({ kind: 'power-of-attorney' })).toEqual([
    400,
    'request.invalid',
    '/identityProof/reference',
  ]);
  expect((await refusal({ kind: 'known-to-me' }))[0]).toBe(400);
  expect((await refusal({ kind: 'unified-sign-in', reference: 'a\u0000b' }))[0]).toBe(400);
  expect((await refusal({ ...onPaper, reference: person.code })).slice(0, 2)).toEqual([
    422,
    'text.personal-number',
  ]);
});

test('the report says how it was proved; a firm, another purpose and a machine’s check need none', async () => {
  const { no } = (await ask('/reports', { ...own, identityProof: onPaper })).body;
  const shown = await (await city.window.api(`/reports/${no}`)).json();
  expect(shown.identityProof).toEqual(onPaper);
  const others = [
    ['/reports', { ...own, subject: firm }],
    ['/files/query', { ...own, subject: firm }],
    ['/reports', { ...own, purpose: 'licensing' }],
    ['/checks', own],
  ] as const;
  for (const [path, body] of others) expect((await ask(path, body)).status).toBeLessThan(300);
  const of = (await ask('/reports', { ...own, purpose: 'licensing' })).body;
  expect((await (await city.window.api(`/reports/${of.no}`)).json()).identityProof).toBeNull();
  expect((await ask('/checks', { ...own, identityProof: seen })).status).toBe(201);
  expect(
    await city.query(`select about->'identityProof' as proof from audit_lines where action = 'check.run'
      order by id`),
  ).toEqual([{ proof: null }, { proof: seen }]);
});

test('both desks ask for it at the field, and keep no number', async () => {
  const clerk = await city.person('ZWFW', '窗口一号', ['window']);
  const form = {
    'subject.type': 'citizen-id',
    'subject.code': person.code,
    purpose: 'own-request',
    caseNo: 'BJ-1',
    'identityProof.kind': '',
    'identityProof.reference': '',
  };
  for (const path of ['/desk/checks', '/desk/reports']) {
    const refused = await postForm(clerk, path, form);
    const html = await refused.text();
    expect([path, refused.status, html.includes('href="#identityProof.kind"')]).toEqual([path, 422, true]);
    expect(html).not.toContain(person.code);
    const done = await postForm(clerk, path, { ...form, 'identityProof.kind': 'document-seen' });
    expect([path, done.status]).toEqual([path, 303]);
  }
  const { location = '' } = Object.fromEntries(
    (await postForm(clerk, '/desk/reports', { ...form, 'identityProof.kind': 'document-seen' })).headers,
  );
  expect(await (await clerk.page(location)).text()).toContain('已当面核对本人证件原件');
});
