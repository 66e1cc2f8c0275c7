import { beforeEach, expect, test } from 'vitest';
import { replayChecks } from '../../src/window/checks/replay-checks.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aStoredListing, aStoredRecord, aSubject } from '../kit/facts.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';

let app: TestApp;
let window: Awaited<ReturnType<TestApp['agency']>>;
let feeder: Awaited<ReturnType<TestApp['agency']>>;
let auditor: Awaited<ReturnType<TestApp['agency']>>;
const code = aUscc('history');
let subjectId: number;

beforeEach(async () => {
  app = await makeApp();
  window = await app.agency('ZWFW', ['window'], [], '示例政务服务中心');
  feeder = await app.agency('SCJG', ['feeder'], [], '示例市场监管局');
  auditor = await app.agency('SJJ', ['auditor'], [], '示例审计局');
  subjectId = await aSubject(app, { code, name: '云岫示例公司' });
  await app.query(`update subjects set created_at = '2026-01-02T00:00:00Z'`);
});

type Who = typeof window;
const asOf = (instant: string, who: Who = window, about: Record<string, unknown> = {}) =>
  who.api('/checks/as-of', {
    method: 'POST',
    json: { subject: { type: 'uscc', code }, purpose: 'supervision', asOf: instant, ...about },
  });
const then = async (instant: string, who: Who = window) => (await asOf(instant, who)).json();
const knowledge = async (about: Record<string, unknown> = {}) =>
  (
    await auditor.api('/files/knowledge', {
      method: 'POST',
      json: { subject: { type: 'uscc', code }, purpose: 'supervision', ...about },
    })
  ).json();
const check = async () =>
  (
    await window.api('/checks', {
      method: 'POST',
      json: { subject: { type: 'uscc', code }, purpose: 'commitment' },
    })
  ).json();
const ended = async (listing: number, state: string, at: string) => {
  await app.query(`update listings set state = $2, ended_on = $3::text::date where id = $1`, [
    listing,
    state,
    at.slice(0, 10),
  ]);
  await app.query(
    `insert into listing_steps (listing_id, step, from_state, to_state, effective_on, at, actor)
      values ($1, 'end', 'listed', $2, $3::text::date, $4::text::timestamptz, 'test')`,
    [listing, state, at.slice(0, 10), at],
  );
};

test('asOf answers what was known then: not the day before it was known, though it was so in the world already', async () => {
  await aStoredListing(app, { subjectId, agencyId: feeder.id });
  expect(await then('2026-01-05T12:00:00Z')).toMatchObject({ outcome: 'eligible', reasons: [] });
  const body = await then('2026-01-06T00:00:01Z');
  expect(body).toMatchObject({
    isInformation: true,
    outcome: 'ineligible',
    reasons: [{ code: 'list.serious-violation' }],
  });
  for (const absent of ['no', 'receipt', 'verifyUrl', 'greenChannel'])
    expect(body).not.toHaveProperty(absent);
  expect(await app.query(`select 1 from checks`)).toEqual([]);
  expect(
    await app.query(
      `select about->>'asOf' as at from audit_lines where action = 'check.as-of' and subject_id = ${subjectId}
        order by id`,
    ),
  ).toEqual([{ at: '2026-01-05T12:00:00.000Z' }, { at: '2026-01-06T00:00:01.000Z' }]);
});

test.each([['repaired'], ['revoked']])(
  'what was %s since reads no-longer-shown at the window and stands whole before the auditor',
  async (state) => {
    const listing = await aStoredListing(app, { subjectId, agencyId: feeder.id });
    await ended(listing, state, '2026-06-01T00:00:00Z');
    const seen = await then('2026-03-01T00:00:00Z');
    expect(seen.reasons).toMatchObject([{ code: 'no-longer-shown', authority: null, documentNo: null }]);
    expect(JSON.stringify(seen)).not.toContain('示例机关');
    expect(await then('2026-03-01T00:00:00Z', auditor)).toMatchObject({
      outcome: 'ineligible',
      reasons: [{ code: 'list.serious-violation', authority: '示例机关' }],
    });
    expect(await then('2026-07-01T00:00:00Z')).toMatchObject({ outcome: 'eligible', reasons: [] });
  },
);

test('what expired since is shown as it stood, and a dispute that ended since still flags its time', async () => {
  const listing = await aStoredListing(app, { subjectId, agencyId: feeder.id });
  const [row] = await app.query(`select record_id from listings where id = $1`, [listing]);
  const [dispute] = await app.query(
    `insert into disputes (record_id, origin_id, listing_id, agency_id, applicant, state, ground, statement, raised_on,
      seen_version)
     values ($1, $4, $2, $3, 'subject', 'dismissed', 'wrong', '示例', '2026-02-01', 1) returning id`,
    [row?.record_id as number, listing, feeder.id, subjectId],
  );
  for (const [to, at] of [
    ['open', '2026-02-01T00:00:00Z'],
    ['dismissed', '2026-02-20T00:00:00Z'],
  ])
    await app.query(
      `insert into dispute_steps (dispute_id, step, to_state, agency, by_name, at, actor)
        values ($1, 's', $2, 'a', 'b', $3::text::timestamptz, 'test')`,
      [dispute?.id as number, to as string, at as string],
    );
  await ended(listing, 'expired', '2026-06-01T00:00:00Z');
  expect((await then('2026-02-10T00:00:00Z')).reasons).toMatchObject([
    { code: 'list.serious-violation', isDisputed: true },
  ]);
  const after = await then('2026-03-01T00:00:00Z');
  expect(after.reasons).toMatchObject([{ code: 'list.serious-violation' }]);
  expect(after.reasons[0]).not.toHaveProperty('isDisputed');
});

test('a time to come is refused, and so is whoever may neither check nor audit', async () => {
  const answer = await asOf('2030-01-01T00:00:00Z');
  expect([answer.status, await answer.json()]).toMatchObject([400, { errors: [{ pointer: '/asOf' }] }]);
  expect((await asOf('2026-03-01T00:00:00Z', feeder)).status).toBe(403);
  for (const who of [window, feeder])
    expect(
      (
        await who.api('/files/knowledge', {
          method: 'POST',
          json: { subject: { type: 'uscc', code }, purpose: 'supervision' },
        })
      ).status,
    ).toBe(403);
});

test('a correction rewrites no past check: the answer, its facts and its receipt stay, and it still replays', async () => {
  const record = await aStoredRecord(app, {
    subjectId,
    agencyId: feeder.id,
    class: 'severe',
    publishedUntil: '2029-03-01',
  });
  const before = await check();
  expect(before.outcome).toBe('ineligible');
  app.setNow('2026-11-24T05:00:00Z');
  await app.query(
    `insert into record_versions (record_id, version, subject_id, state, class, decided_on, published_until,
      fields, content_hash, known_from, known_until)
     select id, version, subject_id, state, class, decided_on, published_until, fields, content_hash,
       known_from, '2026-11-24T05:00:00Z' from records where id = $1`,
    [record],
  );
  await app.query(
    `update records set class = 'minor', version = 2, known_from = '2026-11-24T05:00:00Z' where id = $1`,
    [record],
  );
  app.setNow('2026-11-24T06:00:00Z');
  expect((await check()).outcome).toBe('eligible');
  const { facts, ...shown } = await (await window.api(`/checks/${before.no}`)).json();
  expect(shown).toMatchObject({ outcome: 'ineligible', reasons: before.reasons, receipt: before.receipt });
  expect(facts).toContainEqual(expect.objectContaining({ kind: 'record', class: 'severe' }));
  expect(await then('2026-11-24T04:00:00Z')).toMatchObject({ outcome: 'ineligible' });
  expect(await then('2026-11-24T05:30:00Z')).toMatchObject({ outcome: 'eligible' });
  expect(await replayChecks(app.deps)).toEqual({ checked: 2, differing: [] });
});

test('who knew what when: each version with both times, who brought it, and who saw it', async () => {
  const record = await aStoredRecord(app, {
    subjectId,
    agencyId: feeder.id,
    class: 'severe',
    publishedUntil: '2029-03-01',
  });
  const first = await check();
  app.setNow('2026-11-24T05:00:00Z');
  await app.query(
    `insert into record_versions (record_id, version, subject_id, state, class, decided_on, published_until,
      fields, content_hash, known_from, known_until)
     select id, version, subject_id, state, class, decided_on, published_until, fields, content_hash,
       known_from, '2026-11-24T05:00:00Z' from records where id = $1`,
    [record],
  );
  await app.query(
    `update records set class = 'minor', state = 'repaired', version = 2, known_from = '2026-11-24T05:00:00Z'
      where id = $1`,
    [record],
  );
  app.setNow('2026-11-24T06:00:00Z');
  await check();
  await window.api('/files/query', {
    method: 'POST',
    json: { subject: { type: 'uscc', code }, purpose: 'supervision', asOf: '2026-11-24T04:00:00Z' },
  });
  const { facts } = await knowledge();
  expect(facts).toMatchObject([
    {
      kind: 'record',
      version: 1,
      class: 'severe',
      validFrom: '2026-03-01',
      validUntil: '2029-03-01',
      knownFrom: '2026-03-02T00:00:00.000Z',
      knownUntil: '2026-11-24T05:00:00.000Z',
      broughtBy: { agency: '示例市场监管局', batchId: null },
      seenBy: [
        { how: 'check', agency: '示例政务服务中心', no: first.no },
        { how: 'file', agency: '示例政务服务中心' },
      ],
    },
    { version: 2, state: 'repaired', knownUntil: null, seenBy: [] },
  ]);
  const earlier = await knowledge({ asOf: '2026-11-24T03:00:00Z' });
  expect(earlier.facts).toMatchObject([{ version: 1, seenCount: 1, seenBy: [{ no: first.no }] }]);
});

test('a check that stood on the operator’s listing is among those who saw it, and no number is in the answer', async () => {
  const person = aCitizenId('operator');
  const operator = await aSubject(app, { type: 'citizen-id', code: person, name: '示例乙' });
  await app.query(`insert into subject_links values ($1, $2, 'operator', '2026-01-01')`, [
    subjectId,
    operator,
  ]);
  await aStoredListing(app, { subjectId: operator, agencyId: feeder.id, list: 'judgment-defaulter' });
  const { no } = await check();
  const body = await knowledge({ subject: { type: 'citizen-id', code: person } });
  expect(body.facts.find(({ kind }: { kind: string }) => kind === 'listing')).toMatchObject({
    list: 'judgment-defaulter',
    knownFrom: '2026-01-06T00:00:00.000Z',
    seenBy: [{ how: 'check', no }],
  });
  expect(JSON.stringify(body)).not.toContain(person);
});

test('the file says of every fact when it was so and when it was known', async () => {
  await aStoredListing(app, { subjectId, agencyId: feeder.id, dueOn: '2029-01-05' });
  const body = await (
    await window.api('/files/query', {
      method: 'POST',
      json: { subject: { type: 'uscc', code }, purpose: 'licensing' },
    })
  ).json();
  expect(body.listings).toMatchObject([
    { validFrom: '2026-01-05', validUntil: '2029-01-05', knownFrom: '2026-01-06T00:00:00Z' },
  ]);
  expect(body.records).toMatchObject([
    { validFrom: '2026-03-01', provenance: { knownFrom: '2026-03-02T00:00:00Z', knownUntil: null } },
  ]);
});
