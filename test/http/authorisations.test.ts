import { beforeEach, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { labelFaults } from '../kit/page.ts';
import { aDefaulterRow, upload } from '../kit/uploads.ts';

let city: City;
const person = { type: 'citizen-id', code: aCitizenId('leave') };
const another = { type: 'citizen-id', code: aCitizenId('other') };
const pdf = btoa('%PDF-1.7 虚构授权书'.replace(/[^\x20-\x7e]/g, '?'));
const leave = {
  subject: person,
  purpose: 'recruitment',
  validFrom: '2026-11-24',
  validUntil: '2026-12-24',
  scan: pdf,
};
const asked = { subject: person, purpose: 'recruitment', caseNo: 'BJ-1' };

beforeEach(async () => {
  city = await makeCity();
  const rows = [aDefaulterRow(city.market, '1', { 证件号码: person.code })];
  await upload(city, city.market, { catalog: 'judgment-defaulter', rows });
});

type Answer = { id: string; code: string; errors?: { pointer: string }[] };
const post = async (path: string, body: object, by = city.window) => {
  const answer = await city.post(by, path, body);
  return { status: answer.status, body: (await answer.json()) as Answer };
};
const recorded = async (more: object = {}) => (await post('/authorisations', { ...leave, ...more })).body.id;
const codes = async (more: object, by = city.window) =>
  Promise.all(
    ['/files/query', '/reports'].map(async (path) => {
      const { status, body } = await post(path, { ...asked, ...more }, by);
      expect(JSON.stringify(body)).not.toContain(person.code);
      if (status >= 300) expect(status).toBe(body.code === 'authorisation.other' ? 403 : 422);
      return status < 300 ? status : body.code;
    }),
  );

// Kind: a look into a person's life that neither law nor the person allowed.
test('a purpose without a ground in law needs the person’s recorded leave, and no other purpose does', async () => {
  expect(await codes({})).toEqual(['authorisation.required', 'authorisation.required']);
  const authorisation = await recorded();
  expect(await codes({ authorisation })).toEqual([200, 201]);
  expect(await codes({ purpose: 'licensing' })).toEqual([200, 201]);
  const firm = { type: 'uscc', code: aUscc('1') };
  expect((await post('/reports', { ...asked, subject: firm })).status).toBe(201);
  expect((await post('/checks', asked)).status).toBe(201);
  const lines = await city.query(`select action, about->>'authorisation' as of from audit_lines
    where action in ('authorisation.record', 'file.query', 'report.make') and about->>'authorisation' is not null order by action`);
  expect(lines).toEqual(
    ['authorisation.record', 'file.query', 'report.make'].map((action) => ({ action, of: authorisation })),
  );
});

test('another person’s, purpose’s or office’s is none; before, after and once taken back it allows nothing', async () => {
  const other = ['authorisation.other', 'authorisation.other'];
  const ended = ['authorisation.ended', 'authorisation.ended'];
  expect(await codes({ authorisation: await recorded({ subject: another }) })).toEqual(other);
  expect(await codes({ authorisation: await recorded({ purpose: 'funding' }) })).toEqual(other);
  expect(await codes({ authorisation: '0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77' })).toEqual(other);
  const authorisation = await recorded();
  const elsewhere = await city.agency('ELSE', ['window']);
  expect(await codes({ authorisation }, elsewhere)).toEqual(other);
  expect(await codes({ authorisation: await recorded({ validFrom: '2026-11-25' }) })).toEqual(ended);
  city.setNow('2026-12-24T02:00:00.000Z');
  expect(await codes({ authorisation })).toEqual([200, 201]);
  city.setNow('2026-12-25T02:00:00.000Z');
  expect(await codes({ authorisation })).toEqual(ended);
  city.setNow('2026-11-24T02:00:00.000Z');
  expect((await post(`/authorisations/${authorisation}/withdraw`, {}, elsewhere)).body.code).toBe(
    'authorisation.unknown',
  );
  expect((await post(`/authorisations/${authorisation}/withdraw`, {})).status).toBe(200);
  expect(await codes({ authorisation })).toEqual(ended);
  expect((await post(`/authorisations/${authorisation}/withdraw`, {})).body.code).toBe(
    'authorisation.withdrawn',
  );
});

test('the paper is judged by what it is, and bounded', async () => {
  const refusal = async (more: object) => {
    const { status, body } = await post('/authorisations', { ...leave, ...more });
    expect([400, 413, 422]).toContain(status);
    return body.code;
  };
  const scan = 'authorisation.scan';
  expect(await refusal({ scan: btoa('<html>%PDF-') })).toBe(scan);
  expect(await refusal({ scan: btoa(`%PDF-${'x'.repeat(512 * 1024 - 4)}`) })).toBe(scan);
  expect(await refusal({ scan: 'no base64!' })).toBe('request.invalid');
  expect(await refusal({ scan: btoa('x'.repeat(1024 * 1024)) })).toBe('request.too-large');
  for (const bytes of ['\xff\xd8\xff\xe0', '\x89PNG\r\n\x1a\n'])
    expect((await post('/authorisations', { ...leave, scan: btoa(bytes) })).status).toBe(201);
  const period = 'authorisation.period';
  expect(await refusal({ validFrom: '2026-12-01', validUntil: '2026-11-30' })).toBe(period);
  expect(await refusal({ validFrom: '2026-01-01', validUntil: '2026-11-23' })).toBe(period);
  expect(await refusal({ validUntil: '2027-11-26' })).toBe(period);
  expect(await refusal({ subject: { type: 'uscc', code: aUscc('1') } })).toBe('authorisation.person');
});

test('it is listed without the person, seen by its office alone, and at rest neither paper nor number is read', async () => {
  const id = await recorded();
  const list = await (await city.window.api('/authorisations')).json();
  expect(list.items).toMatchObject([{ id, state: 'valid', scanType: 'application/pdf', hasScan: true }]);
  expect(JSON.stringify(list)).not.toContain(person.code);
  expect(await (await city.window.api(`/authorisations/${id}/scan`)).json()).toMatchObject({ scan: pdf });
  const elsewhere = await city.agency('ELSE', ['window']);
  expect((await (await elsewhere.api('/authorisations')).json()).items).toEqual([]);
  expect((await elsewhere.api(`/authorisations/${id}/scan`)).status).toBe(404);
  const [row] = await city.query('select * from authorisations');
  expect(JSON.stringify(row)).not.toContain(person.code);
  expect(Buffer.from(row?.sealed_scan as Uint8Array).includes('PDF')).toBe(false);
  const lines = await city.query(`select actor from audit_lines where action = 'authorisation.scan'`);
  expect(lines).toHaveLength(1);
});

test('a scan is forgotten when the looks that it allowed are told no more', async () => {
  const id = await recorded();
  const forget = () => jobNamed('forget-scans').run(city.deps, city.deps.clock.now());
  const hasScan = async () => (await (await city.window.api('/authorisations')).json()).items[0].hasScan;
  city.setNow('2027-12-25T02:00:00.000Z');
  await forget();
  expect(await hasScan()).toBe(true);
  city.setNow('2037-12-25T02:00:00.000Z');
  await forget();
  expect(await hasScan()).toBe(false);
  expect((await city.window.api(`/authorisations/${id}/scan`)).status).toBe(404);
});

test('a clerk records one at the desk, is told at the field what is wrong, and takes it back for the person', async () => {
  const clerk = await city.person('ZWFW', '窗口一号', ['window']);
  const send = (scan: string, more: Record<string, string> = {}) => {
    const body = new FormData();
    const fields = { 'subject.type': 'citizen-id', 'subject.code': person.code, purpose: 'recruitment' };
    const days = { validFrom: '2026-11-24', validUntil: '2026-12-24' };
    for (const [name, value] of Object.entries({ ...fields, ...days, ...more })) body.set(name, value);
    body.set('scan', new Blob([scan], { type: 'application/pdf' }), '授权书.pdf');
    const headers = { origin: 'http://localhost', host: 'localhost' };
    return clerk.page('/desk/authorisations', { method: 'POST', headers, body });
  };
  for (const [scan, more, field] of [
    ['<html>', {}, 'scan'],
    ['', {}, 'scan'],
    ['%PDF-', { validUntil: '2030-01-01' }, 'validUntil'],
  ] as const) {
    const refused = await send(scan, more);
    const html = await refused.text();
    expect([refused.status, html.includes(`href="#${field}"`), labelFaults(html)]).toEqual([422, true, []]);
    expect(html).not.toContain(person.code);
  }
  expect((await send(`%PDF-${'x'.repeat(400_000)}`)).status).toBe(303);
  const [made] = await city.query('select id::text as id from authorisations');
  const list = await (await clerk.page('/desk/authorisations')).text();
  expect([list.includes(String(made?.id)), list.includes('有效'), labelFaults(list)]).toEqual([
    true,
    true,
    [],
  ]);
  const paper = `/desk/authorisations/${made?.id}/scan`;
  expect(list).toContain(`href="${paper}"`);
  const saved = await clerk.page(paper);
  expect([saved.status, saved.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(saved.headers.get('content-disposition')).toMatch(/^attachment; filename="authorisation-.+\.pdf"$/);
  expect((await saved.text()).length).toBe(400_005);
  const back = await clerk.page(`/desk/authorisations/${made?.id}/withdraw`, {
    method: 'POST',
    headers: { origin: 'http://localhost', host: 'localhost' },
  });
  expect(back.status).toBe(303);
  expect(await (await clerk.page('/desk/authorisations')).text()).toContain('已撤回');
});
