import { beforeEach, expect, test } from 'vitest';
import { type Hall, makeHall, type Promisor } from '../kit/commitments.ts';
import { aUscc } from '../kit/identities.ts';
import { labelFaults, postForm } from '../kit/page.ts';
import { aPicture } from '../kit/pictures.ts';

const firm: Promisor = { type: 'uscc', code: aUscc('91页'), name: '云岫<示例>食品有限公司' };

let hall: Hall;
let clerk: Awaited<ReturnType<Hall['person']>>;
beforeEach(async () => {
  hall = await makeHall();
  clerk = await hall.person('ZWFW', '窗口甲', ['window']);
  await hall.query(`update settings set value = '100' where key like '%.sample.%'`);
  const { no } = await hall.promised(firm);
  await hall.step(no, 'sign', { way: 'by-hand', scan: aPicture('png') });
  await hall.step(no, 'handle', {});
  await hall.post(hall.registrar, '/verification-draws', {});
});

const htmlOf = async (path: string) => (await clerk.page(path)).text();

test('an officer works from the list through finding, decision and objection, and prints both forms', async () => {
  const list = await htmlOf('/desk/verifications');
  const where = /href="(\/desk\/verifications\/HY\d{14})"/.exec(list)?.[1] ?? '';
  expect([labelFaults(list), list.includes('待核查')]).toEqual([[], true]);
  const go = async (step: string, fields: Record<string, string> = {}) => {
    const answer = await postForm(clerk, `${where}/${step}`, fields);
    expect([step, answer.status, answer.headers.get('location')]).toEqual([step, 303, where]);
    const html = await htmlOf(where);
    expect(labelFaults(html)).toEqual([]);
    return html;
  };
  expect(await htmlOf(where)).toContain('云岫&lt;示例&gt;食品有限公司');
  expect((await clerk.page(`${where}/notice`)).status).toBe(409);
  expect(await go('start')).toContain('登记系统现在所知');
  const bare = await postForm(clerk, `${where}/finding`, { method: 'visit' });
  expect([bare.status, await bare.text()]).toEqual([422, expect.stringContaining('href="#visitedAt"')]);
  const visit = { method: 'visit', site: '示例路1号', visitedAt: '2026-11-24 09:30' };
  const found = await go('finding', { ...visit, isTrue: 'false', note: '示例：场所不存在' });
  for (const words of ['核查不实，待处理', '责令限期整改', '登记决定', '撤回核查结论'])
    expect(found).toContain(words);
  expect(await go('rectification', { by: '2026-12-01', demand: '示例：补办' })).toContain('2026-12-01');
  const decided = await go('decision', {
    outcome: 'revoked',
    documentNo: '示政服撤〔2026〕8号',
    decidedOn: '',
    breach: '示例：承诺的场所不存在',
  });
  expect(decided).toContain('示政服撤〔2026〕8号');
  const notice = await htmlOf(`${where}/notice`);
  for (const words of ['核查结果告知书', '撤销行政决定', '行政复议', '信用修复', '-8</p>'])
    expect(notice).toContain(words);
  const record = await htmlOf(`${where}/record`);
  for (const words of ['核查工作记录', '示例路1号', '现场核查', '核查人（两人签名）', '-9</p>'])
    expect(record).toContain(words);
  expect(await go('answer', { answer: 'object', reason: '示例：场所一直都在' })).toContain(
    '异议不成立，维持决定',
  );
  const undone = await go('answer', {
    answer: 'uphold',
    documentNo: '示政服复〔2026〕1号',
    reason: '示例：经查属实',
  });
  expect([undone.includes('决定已撤销'), undone.includes('<form class="card no-print"')]).toEqual([
    true,
    false,
  ]);
});
