import { beforeAll, expect, test } from 'vitest';
import { makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import { aCitizenId } from '../kit/identities.ts';
import { aPicture } from '../kit/pictures.ts';

// The database is made before the first story, not within its time.
beforeAll(async () => void (await openTestDb()));

const visit = {
  kind: 'visit',
  verification: 'HC-2026-1',
  finding: 'untrue',
  place: '示例路一号二楼',
  seenAt: '2026-11-24T09:00:00+08:00',
  note: '示例：门店已搬空，示例钱某在场',
};
const made = async () => {
  const city = await makeCity('2026-11-24T02:00:00Z');
  return {
    ...city,
    record: (said: object = {}, headers: Record<string, string> = {}) =>
      city.post(city.window, '/field-reports', { ...visit, ...said }, headers),
  };
};
const codeOf = async (answer: Response) => [answer.status, (await answer.json()).code];

test('a visit is kept with what was found, where and when, and a picture without its place data', async () => {
  const city = await made();
  const answer = await city.record({ picture: aPicture('jpeg', 'GPS 22.5431') });
  const kept = await answer.json();
  expect([answer.status, kept]).toMatchObject([
    201,
    {
      kind: 'visit',
      verification: 'HC-2026-1',
      finding: 'untrue',
      place: visit.place,
      note: visit.note,
      seenAt: '2026-11-24T01:00:00.000Z',
      hasPicture: true,
    },
  ]);
  const picture = await city.window.api(`/field-reports/${kept.id}/picture`);
  const bytes = Buffer.from(await picture.arrayBuffer());
  expect([picture.headers.get('content-type'), bytes.includes('GPS')]).toEqual(['image/jpeg', false]);
  const stored = JSON.stringify(await city.query('select to_jsonb(f) as f from field_reports f'));
  for (const secret of [visit.place, '示例钱某']) expect(stored).not.toContain(secret);
});

test('sent twice over a bad line it is one report', async () => {
  const city = await made();
  const key = { 'idempotency-key': 'telefon-1' };
  const both = await Promise.all([city.read(city.record({}, key)), city.read(city.record({}, key))]);
  expect(both[0]).toEqual(both[1]);
  expect(await codeOf(await city.record({ note: '示例：另一件' }, key))).toEqual([409, 'idempotency.reused']);
  const { items } = await city.read(city.window.api('/field-reports'));
  expect(items).toHaveLength(1);
});

test('a lead needs no verification; another office does not see it, the registrar does', async () => {
  const city = await made();
  const { kind: _kind, verification: _no, finding: _finding, ...seen } = visit;
  const { id } = await city.read(city.post(city.window, '/field-reports', { kind: 'lead', ...seen }));
  const other = await city.agency('QTCK', ['window']);
  expect(await codeOf(await other.api(`/field-reports/${id}`))).toEqual([404, 'field-report.unknown']);
  expect((await city.read(other.api('/field-reports'))).items).toEqual([]);
  expect(await city.read(city.registrar.api(`/field-reports/${id}`))).toMatchObject({
    kind: 'lead',
    finding: null,
  });
  expect(await codeOf(await city.window.api(`/field-reports/${id}/picture`))).toEqual([
    404,
    'field-report.no-picture',
  ]);
  expect(await codeOf(await city.post(city.market, '/field-reports', visit))).toEqual([403, 'access.denied']);
});

test.each([
  ['a picture that is no picture', { picture: btoa('%PDF-1.7') }, 422, 'commitment.scan-no-picture'],
  [
    'a picture that is cut short',
    { picture: aPicture('png').slice(0, 40) },
    422,
    'commitment.scan-no-picture',
  ],
  ['a picture of fifty megabytes', { picture: 'A'.repeat(50 * 1024 * 1024) }, 413, 'request.too-large'],
  ['an identity number in the note', { note: `示例：${aCitizenId('格')}在场` }, 422, 'text.personal-number'],
  ['an identity number in the place', { place: `示例路${aCitizenId('格')}` }, 422, 'text.personal-number'],
  ['a sight of tomorrow', { seenAt: '2026-11-25T09:00:00+08:00' }, 422, 'field-report.time'],
  ['a sight of last year', { seenAt: '2025-11-24T09:00:00+08:00' }, 422, 'field-report.time'],
  ['a visit that found nothing', { finding: undefined }, 400, 'request.invalid'],
])('%s is refused, and nothing is kept', async (_, said, status, code) => {
  const city = await made();
  expect(await codeOf(await city.record(said))).toEqual([status, code]);
  expect(await city.query('select id from field_reports')).toEqual([]);
});
