import { beforeAll, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import type { Agency } from '../kit/uploads.ts';

beforeAll(async () => void (await openTestDb()));

// The effect is at the grant; the case stays open until the last of those told has confirmed, and the board
// names who has not.
test('of several departments one confirms late: it alone is on the board, and the effect never waited', async () => {
  const city = await makeCity('2026-11-24T02:00:00Z');
  const labour = await city.agency('RSJ', ['subscriber'], [], '示例市人力资源和社会保障局');
  const building = await city.agency('ZJJ', ['subscriber'], [], '示例市住房和城乡建设局');
  const untold = await city.agency('JYJ', ['subscriber'], [], '示例市教育局');
  for (const by of [city.department, labour, building])
    await city.post(by, '/subscriptions', { name: '严重失信' });
  await city.post(untold, '/subscriptions', { name: '红名单', filter: { lists: ['honour'] } });
  await city.list('1', { 列入日期: '2025-06-02' });
  await city.told();
  const reckon = () => jobNamed('reckon-duties').run(city.deps, new Date('2026-01-01T00:30:00Z'));
  await reckon();
  const repair = await city.read(city.apply({ listing: await city.listingOf('1') }, '1'));
  await city.post(city.market, `/repairs/${repair.id}/accept`, {});
  expect(await city.read(city.post(city.market, `/repairs/${repair.id}/grant`, {}))).toMatchObject({
    state: 'syncing',
  });
  expect((await city.check('1')).outcome).toBe('eligible');
  await city.settle();
  await reckon();

  const liftOf = async (by: Agency) =>
    (await city.read(by.api('/notices'))).items.find(({ type }: { type: string }) =>
      type.endsWith('.removed'),
    );
  const awaiting = async () => (await city.read(city.window.api(`/repairs/${repair.id}`))).awaiting;
  const board = async () =>
    (await city.read(city.registrar.api('/supervision?state=overdue'))).items.flatMap(
      ({ kind, agency }: { kind: string; agency: string }) =>
        kind === 'lift' || kind === 'repair' ? [`${agency} ${kind}`] : [],
    );
  expect(await awaiting()).toEqual(
    ['示例市人力资源和社会保障局', '示例市住房和城乡建设局', '示例市财政局'].toSorted(),
  );
  await city.post(city.department, `/notices/${(await liftOf(city.department)).id}/receipt`, {});
  const lift = await liftOf(labour);
  const released = await city.post(labour, `/notices/${lift.id}/feedback`, {
    measure: lift.measures[0],
    result: 'released',
  });
  expect(released.status).toBe(201);
  await city.settle();
  expect(await awaiting()).toEqual(['示例市住房和城乡建设局']);
  expect(await board()).toEqual([]);

  city.setNow('2026-12-01T02:00:00Z');
  expect((await board()).toSorted()).toEqual(['ZJJ lift', 'ZJJ repair']);
  expect((await city.check('1')).outcome).toBe('eligible');
  await city.post(building, `/notices/${(await liftOf(building)).id}/receipt`, {});
  await city.settle();
  expect(await board()).toEqual([]);
  expect(await city.read(city.window.api(`/repairs/${repair.id}`))).toMatchObject({
    state: 'completed',
    awaiting: [],
  });
});
