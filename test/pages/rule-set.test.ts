import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aStoredListing, aSubject } from '../kit/facts.ts';
import { aUscc } from '../kit/identities.ts';
import { labelFaults, postForm } from '../kit/page.ts';
import { draftOfFourLists, onRuleSet1 } from '../kit/rule-sets.ts';

type Person = Awaited<ReturnType<TestApp['person']>>;
let app: TestApp;
let drafter: Person;
let approver: Person;

beforeEach(async () => {
  app = await makeApp();
  await onRuleSet1(app);
  const office = await app.agency('FGJ', ['registrar'], [], '示例发改局');
  await app.agency('ZWFW', ['window', 'feeder'], ['wage-arrears'], '示例人社局');
  drafter = await app.person('FGJ', '登记员甲', ['registrar']);
  approver = await app.person('FGJ', '登记员乙', ['registrar']);
  const subjectId = await aSubject(app, { code: aUscc('page'), name: '示例建筑公司' });
  await aStoredListing(app, { subjectId, agencyId: office.id, list: 'wage-arrears' });
});

const shown = async (who: Person, path: string) => (await who.page(path)).text();
const { name, note, rules } = draftOfFourLists();
const draft = (change: Record<string, string> = {}) =>
  postForm(drafter, '/desk/rule-sets?from=1', {
    onceKey: 'once-key-1',
    name,
    note: note ?? '',
    effectiveFrom: '',
    rules: JSON.stringify(rules),
    ...change,
  });

test('drafted, compared, simulated and approved by a colleague, page by page', async () => {
  expect(await shown(drafter, '/desk')).toContain('href="/desk/rule-sets"');
  const form = await shown(drafter, '/desk/rule-sets/new');
  expect(form).toContain('list.judgment-defaulter');
  expect(labelFaults(form)).toEqual([]);
  const answer = await draft();
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/desk/rule-sets/2']);
  const again = await draft();
  expect(again.headers.get('location')).toBe('/desk/rule-sets/2');
  const diff = await shown(drafter, '/desk/rule-sets/2/diff');
  expect(diff).toContain('增加的规则（4）');
  expect(labelFaults(diff)).toEqual([]);
  expect((await postForm(drafter, '/desk/rule-sets/2/simulate', {})).status).toBe(303);
  const simulation = await shown(drafter, '/desk/rule-sets/2/simulation');
  for (const text of [
    '示例建筑公司',
    '可以适用 → 不适用',
    '所有核查都将转为人工复核',
    '示例人社局',
    '结论会改变的示例',
  ])
    expect(simulation).toContain(text);
  expect(labelFaults(simulation)).toEqual([]);
  const own = await postForm(drafter, '/desk/rule-sets/2/approve', {});
  expect([own.status, (await own.text()).includes('起草人不能批准自己的草案')]).toEqual([403, true]);
  expect(await shown(drafter, '/desk/rule-sets/2')).toContain('须由另一名登记员批准');
  expect(await shown(approver, '/desk/rule-sets/2')).toContain('批准第 2 版');
  expect((await postForm(approver, '/desk/rule-sets/2/approve', {})).status).toBe(303);
  const approved = await shown(approver, '/desk/rule-sets/2');
  expect(approved).toContain('登记员乙');
  expect(approved).not.toContain('批准第 2 版');
  expect(labelFaults(approved)).toEqual([]);
});

test('a rollback asks for its reason and leads to the new version', async () => {
  await draft();
  await postForm(approver, '/desk/rule-sets/2/approve', {});
  const blank = await postForm(drafter, '/desk/rule-sets/1/rollback', { reason: '' });
  expect([blank.status, (await blank.text()).includes('请填写或选择：理由')]).toEqual([422, true]);
  const done = await postForm(drafter, '/desk/rule-sets/1/rollback', { reason: '误列范围' });
  expect(done.headers.get('location')).toBe('/desk/rule-sets/3');
  expect(await shown(drafter, '/desk/rule-sets')).toContain('第 3 版');
});

test('what cannot be read as rules comes back with what was typed', async () => {
  const broken = await draft({ rules: '[{"kind": ', onceKey: 'once-key-2' });
  const html = await broken.text();
  expect([broken.status, html.includes('不是合法的 JSON'), html.includes('[{&quot;kind&quot;')]).toEqual([
    422,
    true,
    true,
  ]);
  const unsound = await draft({ rules: JSON.stringify(rules.slice(1)), onceKey: 'once-key-3' });
  expect([unsound.status, (await unsound.text()).includes('缺少“事项目录”规则')]).toEqual([422, true]);
  expect((await drafter.page('/desk/rule-sets/none')).status).toBe(404);
  expect((await drafter.page('/desk/rule-sets/77')).status).toBe(404);
});
