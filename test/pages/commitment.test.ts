import { beforeEach, expect, test } from 'vitest';
import { type Hall, makeHall, type Promisor, signedBy } from '../kit/commitments.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { labelFaults, postForm } from '../kit/page.ts';
import { aPicture } from '../kit/pictures.ts';

const firm: Promisor = { type: 'uscc', code: aUscc('91诺'), name: '云岫<示例>食品有限公司' };
const person: Promisor = { type: 'citizen-id', code: aCitizenId('诺'), name: '示例承' };

let hall: Hall;
let clerk: Awaited<ReturnType<Hall['person']>>;
beforeEach(async () => {
  hall = await makeHall();
  clerk = await hall.person('ZWFW', '窗口甲', ['window']);
});

const htmlOf = async (path: string) => (await clerk.page(path)).text();
const postScan = (path: string, base64: string, name = 'scan.png') => {
  const body = new FormData();
  body.set('scan', new Blob([Buffer.from(base64, 'base64')], { type: 'image/png' }), name);
  return clerk.page(path, { method: 'POST', body });
};
const drafted = async (who: Promisor): Promise<string> => {
  const { no } = await hall.confirmed(who);
  const answer = await postForm(clerk, '/desk/commitments', { check: no });
  return answer.headers.get('location') ?? '';
};

test('a clerk drafts from the sheet of the check, prints, enters the scan and handles', async () => {
  const { no } = await hall.confirmed(firm);
  expect(await htmlOf(`/desk/checks/${no}`)).toContain(`href="/desk/commitments/new?check=${no}"`);
  const form = await htmlOf(`/desk/commitments/new?check=${no}`);
  expect([labelFaults(form), form.includes(no)]).toEqual([[], true]);
  const where = await drafted(firm);
  expect(where).toMatch(/^\/desk\/commitments\/44030020261124\d{6}$/);
  const open = await htmlOf(where);
  expect(labelFaults(open)).toEqual([]);
  for (const words of [
    '待签署',
    '云岫&lt;示例&gt;食品有限公司',
    '申请人不选择承诺',
    '出示二维码',
    '全国归集 20 项',
  ])
    expect(open).toContain(words);
  expect(open).not.toContain('以承诺办结');
  const sheet = await htmlOf(`${where}/print`);
  for (const words of [
    '证明事项告知承诺书',
    '一、行政机关告知',
    '二、申请人承诺',
    '申请人（签名或盖章）',
    '盖章处',
  ])
    expect(sheet).toContain(words);
  const bare = await postForm(clerk, `${where}/sign`, {});
  expect([bare.status, await bare.text()]).toEqual([422, expect.stringContaining('<a href="#scan">')]);
  expect((await postScan(`${where}/sign`, btoa('%PDF-1.7'), 'scan.pdf')).status).toBe(422);
  expect((await postScan(`${where}/sign`, aPicture('png'))).status).toBe(303);
  const signed = await htmlOf(where);
  expect([signed.includes('查看扫描件'), signed.includes('以承诺办结')]).toEqual([true, true]);
  expect((await clerk.page(`${where}/scan`)).headers.get('content-type')).toBe('image/png');
  expect((await postForm(clerk, `${where}/handle`, {})).status).toBe(303);
  const handled = await htmlOf(where);
  expect([handled.includes('已办结'), handled.includes('申请人撤回')]).toEqual([true, false]);
  expect(await htmlOf('/desk/commitments?state=handled')).toContain(where);
  expect(await htmlOf('/desk/commitments?state=draft')).not.toContain(where);
});

test('a person’s number is asked for again, refused beside its field, and never sent back', async () => {
  const { no } = await hall.confirmed(person);
  const subject = { 'subject.type': 'citizen-id', 'subject.code': aCitizenId('他') };
  const other = await postForm(clerk, '/desk/commitments', { check: no, ...subject });
  const html = await other.text();
  expect([other.status, html.includes('href="#subject.code"'), html.includes(aCitizenId('他'))]).toEqual([
    422,
    true,
    false,
  ]);
  const right = await postForm(clerk, '/desk/commitments', {
    check: no,
    ...subject,
    'subject.code': person.code,
  });
  expect(right.status).toBe(303);
  const where = right.headers.get('location') ?? '';
  const pages =
    (await htmlOf(where)) + (await htmlOf(`${where}/print`)) + (await htmlOf('/desk/commitments'));
  expect([pages.includes(person.code), pages.includes('本人填写')]).toEqual([false, true]);
  expect((await postForm(clerk, `${where}/withdraw`, {})).status).toBe(303);
  const gone = (await htmlOf(where)) + (await htmlOf('/desk/commitments'));
  expect([gone.includes('示例承'), gone.includes('已撤回'), gone.includes('已清除')]).toEqual([
    false,
    true,
    true,
  ]);
  expect((await clerk.page(`${where}/print`)).status).toBe(409);
});

test('a clerk whose applicant was listed after signing is warned, and handles only with a reason', async () => {
  const where = await drafted(firm);
  await postScan(`${where}/sign`, aPicture('jpeg'));
  await hall.list(firm);
  expect(await htmlOf(where)).toContain('承诺人的信用状况已有变化');
  const bare = await postForm(clerk, `${where}/handle`, {});
  expect([bare.status, await bare.text()]).toEqual([422, expect.stringContaining('href="#despite"')]);
  expect((await postForm(clerk, `${where}/handle`, { despite: '已核验原件' })).status).toBe(303);
  expect(await htmlOf(where)).toContain('已核验原件');
});

test('the square opens the text on a phone; a second clerk who comes late is told', async () => {
  const where = await drafted(firm);
  const html = await (await postForm(clerk, `${where}/link`, {})).text();
  expect(html).toContain('aria-label="手机签署二维码"');
  const { url } = await (await hall.step(where.slice(-20), 'link', {})).json();
  const phone = await hall.request(url.replace('http://registry.test', ''), {
    headers: { accept: 'text/html' },
  });
  const shown = await phone.text();
  expect([labelFaults(shown), shown.includes('我已阅读，自愿签署')]).toEqual([[], true]);
  const { statement } = await (await hall.window.api(`/commitments/${where.slice(-20)}`)).json();
  await hall.step(where.slice(-20), 'sign', { way: 'electronic', ...(await signedBy(statement)) });
  expect(await htmlOf(`${where}/print`)).toContain('电子签名');
  const late = await postForm(clerk, `${where}/refuse`, {});
  expect([late.status, await late.text()]).toEqual([422, expect.stringContaining('现为“已签署，待办结”')]);
});
