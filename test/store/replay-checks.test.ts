import { beforeEach, expect, test } from 'vitest';
import { replayChecks } from '../../src/window/checks/replay-checks.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aStoredListing, aStoredRecord, aSubject } from '../kit/facts.ts';
import { aUscc } from '../kit/identities.ts';

let app: TestApp;
beforeEach(async () => {
  app = await makeApp();
});

test('every past check gives the same answer from its own facts, whatever happened since', async () => {
  const window = await app.agency('ZWFW', ['window']);
  const feeder = await app.agency('SCJG', ['feeder'], ['serious-violation']);
  const listed = await aSubject(app, { code: aUscc('listed'), name: '甲' });
  await aStoredListing(app, { subjectId: listed, agencyId: feeder.id, dueOn: '2029-01-05', disputed: true });
  await aStoredRecord(app, {
    subjectId: listed,
    agencyId: feeder.id,
    class: 'severe',
    publishedUntil: '2029-03-01',
  });
  for (const seed of ['listed', 'clean'])
    await window.api('/checks', {
      method: 'POST',
      json: { subject: { type: 'uscc', code: aUscc(seed), name: '乙' }, purpose: 'commitment' },
    });
  await app.query(`update listings set state = 'revoked', ended_on = '2026-11-24'`);
  app.setNow('2030-01-01T00:00:00Z');
  expect(await replayChecks(app.deps)).toEqual({ checked: 2, differing: [] });
});

test('a stored answer that its facts do not bear out is named', async () => {
  const window = await app.agency('ZWFW', ['window']);
  const answer = await window.api('/checks', {
    method: 'POST',
    json: { subject: { type: 'uscc', code: aUscc('x') }, purpose: 'commitment' },
  });
  const { no } = (await answer.json()) as { no: string };
  await app.query(`alter table checks disable trigger checks_append_only`);
  await app.query(`update checks set outcome = 'ineligible'`);
  await app.query(`alter table checks enable trigger checks_append_only`);
  expect(await replayChecks(app.deps)).toEqual({ checked: 1, differing: [no] });
});

test('a clean answer replays as well, and a change that its facts would bear out is named by its signature', async () => {
  const window = await app.agency('ZWFW', ['window']);
  const answer = await window.api('/checks', {
    method: 'POST',
    json: { subject: { type: 'uscc', code: aUscc('clean') }, purpose: 'commitment', caseNo: 'BJ-1' },
  });
  const { no, outcome } = (await answer.json()) as { no: string; outcome: string };
  expect([outcome, await replayChecks(app.deps)]).toEqual(['eligible', { checked: 1, differing: [] }]);
  await app.query(`alter table checks disable trigger checks_append_only`);
  await app.query(`update checks set case_no = 'BJ-2'`);
  await app.query(`alter table checks enable trigger checks_append_only`);
  expect(await replayChecks(app.deps)).toEqual({ checked: 1, differing: [no] });
});
