import { beforeEach, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { orgCodeOf } from '../../src/kernel/uscc.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aSubject } from '../kit/facts.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import type { Agency } from '../kit/uploads.ts';

let app: TestApp;
let registrar: Agency;
const now = new Date('2026-11-24T02:00:00Z');

beforeEach(async () => {
  app = await makeApp();
  registrar = await app.agency('FGJ', ['registrar'], [], '示例发改局');
});

const search = () => jobNamed('find-duplicates').run(app.deps, now);
const open = async () => (await (await registrar.api('/subjects/merge-candidates')).json()).items;

test('an organisation with an old code and its namesake with the credit code that holds it are found once', async () => {
  const old = await aSubject(app, {
    type: 'org-code',
    code: orgCodeOf(aUscc('1')),
    name: '示例（深圳）有限公司',
  });
  const today = await aSubject(app, { code: aUscc('1'), name: '示例(深圳)有限公司' });
  await search();
  await search();
  expect(await open()).toMatchObject([
    { ground: 'name-and-code', subjects: [{ id: today }, { id: old }], raisedBy: 'job:find-duplicates' },
  ]);
});

test('what a registrar dismissed stays dismissed, and what is merged is not searched', async () => {
  const region = `update subjects set region = '440300'`;
  await aSubject(app, { type: 'business-registration-no', code: '440301103000011', name: '示例有限公司' });
  await aSubject(app, { code: aUscc('1'), name: '示例有限公司' });
  await app.query(region);
  await search();
  const [pair] = await open();
  expect(pair).toMatchObject({ ground: 'name-and-region' });
  const path = `/subjects/merge-candidates/${pair.id}/dismiss`;
  await registrar.api(path, { method: 'POST', json: { reason: '两家企业' } });
  await search();
  expect(await open()).toEqual([]);
});

test('persons of one name and shops of one name are not asked about', async () => {
  for (const seed of ['1', '2']) {
    await aSubject(app, { type: 'citizen-id', code: aCitizenId(seed), name: '示例甲乙' });
    await aSubject(app, {
      type: 'business-registration-no',
      code: `44030110300001${seed}`,
      name: '示例便利店',
      kind: 'individual-business',
    });
  }
  await app.query(`update subjects set region = '440300'`);
  await search();
  expect(await open()).toEqual([]);
});
