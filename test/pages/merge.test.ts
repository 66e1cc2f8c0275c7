import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aRegNo, twoFilesOfOneShop } from '../kit/merges.ts';
import { labelFaults, postForm } from '../kit/page.ts';

let app: TestApp;
let registrar: Awaited<ReturnType<TestApp['person']>>;
let path: string;

beforeEach(async () => {
  app = await makeApp();
  const feeder = await app.agency('SCJG', ['feeder'], ['administrative-penalty'], '示例市场监管局');
  await app.agency('FGJ', ['registrar'], [], '示例发改局');
  registrar = await app.person('FGJ', '登记员', ['registrar']);
  path = `/desk/merges/${(await twoFilesOfOneShop(app, feeder)).candidate}`;
});

const shown = async (where = path) => (await registrar.page(where)).text();
const post = (step: string, form: Record<string, string>) => postForm(registrar, `${path}/${step}`, form);

test('the queue leads to the pair, and the desk leads to the queue', async () => {
  expect(await shown('/desk')).toContain('href="/desk/merges"');
  const html = await shown('/desk/merges');
  expect(html).toContain(`href="${path}"`);
  expect(html).toContain('同一行报送的几个号码分属两个主体');
  expect(labelFaults(html)).toEqual([]);
});

test('both files stand side by side, with numbers and records', async () => {
  const html = await shown();
  for (const text of [
    '主体 1：示例便利店',
    '主体 2：示例杂货铺',
    aRegNo(1),
    '统一社会信用代码',
    '工商注册号',
  ])
    expect(html).toContain(text);
  expect(labelFaults(html)).toEqual([]);
});

test('without a reason the form comes back with what is missing', async () => {
  for (const step of ['merge', 'dismiss']) {
    const answer = await post(step, { reason: '' });
    const html = await answer.text();
    expect([answer.status, html.includes('请填写或选择：理由')]).toEqual([422, true]);
    expect(labelFaults(html)).toEqual([]);
  }
});

test('merged, the page offers the undoing; undone, it asks again', async () => {
  const [second] = await app.query(`select second_id from merge_candidates`);
  const answer = await post('merge', { reason: '登记机关函复', survivorId: String(second?.second_id) });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, path]);
  const merged = await shown();
  expect(merged).toContain('撤销合并');
  expect(merged).not.toContain('合并为一个主体');
  expect(await shown('/desk/merges?state=merged')).toContain(`href="${path}"`);
  expect((await post('undo', { reason: '函复有误' })).status).toBe(303);
  expect(await shown()).toContain('合并为一个主体');
  expect((await post('undo', { reason: '再撤一次' })).status).toBe(422);
});

test('a pair that a colleague has dismissed meanwhile is told as settled', async () => {
  expect((await post('dismiss', { reason: '两家商户' })).status).toBe(303);
  const late = await post('merge', { reason: '登记机关函复' });
  expect([late.status, (await late.text()).includes('该事项已经处理')]).toEqual([422, true]);
});

test('an address that names no pair is an unknown pair', async () => {
  expect((await registrar.page('/desk/merges/none')).status).toBe(404);
});
