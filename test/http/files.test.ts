import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aStoredListing, aStoredRecord, aSubject } from '../kit/facts.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';

let app: TestApp;
let window: Awaited<ReturnType<TestApp['agency']>>;
let feeder: Awaited<ReturnType<TestApp['agency']>>;

beforeEach(async () => {
  app = await makeApp();
  window = await app.agency('ZWFW', ['window']);
  feeder = await app.agency('SCJG', ['feeder'], [], '示例市场监管局');
});

const fileOf = (subject: Record<string, string>, about: Record<string, unknown> = {}) =>
  window.api('/files/query', {
    method: 'POST',
    json: { subject, purpose: 'licensing', caseNo: 'A-1', ...about },
  });

test('a file holds identity, records with their provenance, listings and honours', async () => {
  const code = aUscc('file');
  const subjectId = await aSubject(app, { code, name: '云岫示例公司', formerNames: ['云岫旧名公司'] });
  const recordId = await aStoredRecord(app, {
    subjectId,
    agencyId: feeder.id,
    class: 'severe',
    publishedUntil: '2029-03-01',
  });
  await aStoredListing(app, { subjectId, agencyId: feeder.id });
  await aStoredListing(app, { subjectId, agencyId: feeder.id, list: 'honour', kind: 'honour' });
  const file = await (await fileOf({ type: 'uscc', code })).json();
  expect(file.subject).toMatchObject({
    name: '云岫示例公司',
    formerNames: ['云岫旧名公司'],
    identifiers: [{ type: 'uscc', code }],
  });
  expect(file.records.find(({ id }: { id: number }) => id === recordId)).toMatchObject({
    class: 'severe',
    authority: '示例机关',
    provenance: { agency: '示例市场监管局', knownFrom: '2026-03-02T00:00:00Z' },
  });
  expect([file.listings.length, file.honours.length]).toEqual([1, 1]);
  expect(
    await app.query(
      `select action, subject_id, about->>'purpose' as purpose, about->>'caseNo' as "caseNo" from audit_lines
        where action = 'file.query'`,
    ),
  ).toEqual([{ action: 'file.query', subject_id: subjectId, purpose: 'licensing', caseNo: 'A-1' }]);
});

test.each([['repaired'], ['withdrawn'], ['archived'], ['refused'], ['held']])(
  'a %s record is in no file',
  async (state) => {
    const code = aUscc('hidden');
    await aStoredRecord(app, {
      subjectId: await aSubject(app, { code, name: '甲' }),
      agencyId: feeder.id,
      state,
    });
    expect(await (await fileOf({ type: 'uscc', code })).json()).toMatchObject({ records: [] });
  },
);

test('asOf answers with what the registry knew then, and never with what was repaired since', async () => {
  const code = aUscc('asof');
  const subjectId = await aSubject(app, { code, name: '甲' });
  const recordId = await aStoredRecord(app, { subjectId, agencyId: feeder.id, class: 'severe' });
  await app.query(
    `insert into record_versions (record_id, version, subject_id, state, class, decided_on, fields,
      content_hash, known_from, known_until)
     values ($1, 1, $2, 'live', 'ordinary', '2026-03-01', '{"facts": "初次"}', 'h1', '2026-03-02T00:00:00Z', '2026-06-01T00:00:00Z')`,
    [recordId, subjectId],
  );
  await app.query(`update records set version = 2, known_from = '2026-06-01T00:00:00Z' where id = $1`, [
    recordId,
  ]);
  const known = async (asOf: string) =>
    (await (await fileOf({ type: 'uscc', code }, { asOf })).json()).records.map(
      (record: { class: string; version: number }) => [record.version, record.class],
    );
  expect(await known('2026-01-01T00:00:00+08:00')).toEqual([]);
  expect(await known('2026-04-01T00:00:00+08:00')).toEqual([[1, 'ordinary']]);
  expect(await known('2026-07-01T00:00:00+08:00')).toEqual([[2, 'severe']]);
  await app.query(`update records set state = 'repaired' where id = $1`, [recordId]);
  expect(await known('2026-04-01T00:00:00+08:00')).toEqual([]);
});

test('a person’s number is masked in the file, and the other numbers stay unread', async () => {
  const code = aCitizenId('person');
  const subjectId = await aSubject(app, { type: 'citizen-id', code, name: '示例某' });
  await app.query(
    `insert into subject_identifiers (lookup, subject_id, type, sealed)
      values ('passport:x', $1, 'passport', '\\x01')`,
    [subjectId],
  );
  const text = await (await fileOf({ type: 'citizen-id', code })).text();
  expect(JSON.parse(text).subject.identifiers).toEqual([
    { type: 'citizen-id', code: `${code.slice(0, 3)}***********${code.slice(-4)}` },
    { type: 'passport', code: '******' },
  ]);
  expect(text).not.toContain(code);
});

test('an unknown subject is 404, the look is audited all the same, and a feeder may not look', async () => {
  const answer = await fileOf({ type: 'uscc', code: aUscc('nobody') });
  expect([answer.status, (await answer.json()).code]).toEqual([404, 'subject.unknown']);
  expect(await app.query(`select subject_id from audit_lines where action = 'file.query'`)).toEqual([
    { subject_id: null },
  ]);
  expect(
    (
      await feeder.api('/files/query', {
        method: 'POST',
        json: { subject: { type: 'uscc', code: aUscc('x') }, purpose: 'licensing' },
      })
    ).status,
  ).toBe(403);
});
