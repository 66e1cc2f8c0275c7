import { beforeEach, expect, test } from 'vitest';
import { aComplaint, type ComplaintCity, makeComplaintCity } from '../kit/complaints.ts';
import { labelFaults, postForm } from '../kit/page.ts';

let city: ComplaintCity;
let registrar: Awaited<ReturnType<ComplaintCity['person']>>;
let unit: typeof registrar;
beforeEach(async () => {
  city = await makeComplaintCity();
  registrar = await city.person('XXZX', '登记员甲', ['registrar']);
  unit = await city.person('SCJG', '报送员甲', ['feeder']);
});
const htmlOf = async (path: string, by = registrar) => (await by.page(path)).text();
const take = (no: string, form: Record<string, string>, by = registrar) =>
  postForm(by, `/desk/complaints/${no}/steps`, { note: '示例：已核实材料', ...form });

test('the hotline’s clerk enters a complaint and reads number and code; a form sent twice is one', async () => {
  const clerk = await city.person('ZWFW', '热线一号', ['window']);
  const form = await htmlOf('/desk/complaints/new', clerk);
  expect(labelFaults(form)).toEqual([]);
  const sent = { ...aComplaint, onceKey: 'einmal-und-nie-wieder' };
  const [one, other] = [
    await (await postForm(clerk, '/desk/complaints', sent)).text(),
    await (await postForm(clerk, '/desk/complaints', sent)).text(),
  ];
  const codeIn = (html: string) => /([0-9A-Z]{4}-){3}[0-9A-Z]{4}/.exec(html)?.[0];
  expect([codeIn(one), labelFaults(one)]).toEqual([codeIn(other), []]);
  const [kept, ...more] = await city.query('select way from complaints');
  expect([kept, more]).toEqual([{ way: 'hotline' }, []]);
  const bare = await postForm(clerk, '/desk/complaints', { subject: '只有标题' });
  const html = await bare.text();
  expect([bare.status, html.includes('只有标题'), html.includes('href="#text"'), labelFaults(html)]).toEqual([
    422,
    true,
    true,
    [],
  ]);
});

test('each step of the registrar and of the unit is taken on the page, with a letter where one goes out', async () => {
  const { no } = await city.file();
  const open = await htmlOf(`/desk/complaints/${no}`);
  expect([labelFaults(open), open.includes('转送'), open.includes('确认整改')]).toEqual([[], true, false]);
  expect((await take(no, { event: 'accept' })).status).toBe(303);
  const nobody = await take(no, { event: 'ask' });
  expect([nobody.status, await nobody.text()]).toEqual([422, expect.stringContaining('href="#agency"')]);
  expect((await take(no, { event: 'ask', agency: 'SCJG' })).status).toBe(303);
  const atUnit = await htmlOf(`/desk/complaints/${no}`, unit);
  expect([atUnit.includes('示例赵某'), atUnit.includes('单位答复'), atUnit.includes('投诉内容')]).toEqual([
    false,
    true,
    false,
  ]);
  const letter = await htmlOf(`/desk/complaints/${no}/letters/3`, unit);
  for (const words of ['投诉举报交办单', `${no}-3`, '示例市市场监督管理局', '2026-12-08', '回执', '盖章处'])
    expect(letter).toContain(words);
  expect(letter).not.toContain('示例赵某');
  expect((await take(no, { event: 'answer' }, unit)).status).toBe(303);
  expect((await take(no, { event: 'find' })).status).toBe(303);
  const undated = await take(no, { event: 'order' });
  expect([undated.status, await undated.text()]).toEqual([422, expect.stringContaining('href="#by"')]);
  expect((await take(no, { event: 'order', by: '2026-12-31' })).status).toBe(303);
  expect(await htmlOf(`/desk/complaints/${no}/letters/6`, unit)).toContain('2026-12-31');
  expect((await take(no, { event: 'report' }, unit)).status).toBe(303);
  expect((await take(no, { event: 'mend' })).status).toBe(303);
  expect(await htmlOf('/desk/complaints?state=mended')).toContain(no);
  expect(await htmlOf('/desk/complaints?state=asked')).not.toContain(no);
  expect(await htmlOf('/desk/complaints/statistics')).toContain('2026-11');
  const late = await take(no, { event: 'transfer' });
  expect([late.status, await late.text()]).toEqual([422, expect.stringContaining('现为“已整改，已办结”')]);
});

test('the transfer prints what was complained of, not how to reach who complained', async () => {
  const { no } = await city.asked();
  await take(no, { event: 'find' });
  expect((await take(no, { event: 'transfer', to: '示例市纪委监委' })).status).toBe(303);
  const letter = await htmlOf(`/desk/complaints/${no}/letters/5`);
  for (const words of ['转办通知书', '示例市纪委监委：', '示例赵某']) expect(letter).toContain(words);
  expect(letter).not.toContain('13800001111');
  expect((await unit.page(`/desk/complaints/${no}/letters/3`)).status).toBe(404);
  const none = await registrar.page(`/desk/complaints/${no}/letters/1`, {
    headers: { accept: 'application/json' },
  });
  expect([none.status, (await none.json()).code]).toEqual([404, 'complaint.no-letter']);
});
