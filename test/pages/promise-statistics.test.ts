import { expect, test } from 'vitest';
import { makeHall, type Promisor } from '../kit/commitments.ts';
import { aUscc } from '../kit/identities.ts';
import { labelFaults } from '../kit/page.ts';

const firm: Promisor = { type: 'uscc', code: aUscc('91统'), name: '示例统计食品有限公司' };

test('a clerk reads the figures of the month, and a number leads to the promises behind it', async () => {
  const hall = await makeHall();
  const clerk = await hall.person('ZWFW', '窗口甲', ['window']);
  const { no } = await hall.promised(firm);
  expect(await (await clerk.page('/desk')).text()).toContain('href="/desk/promise-statistics"');
  const page = await (await clerk.page('/desk/promise-statistics')).text();
  expect(labelFaults(page)).toEqual([]);
  for (const words of ['出具承诺书', '不实率', '合计', '示例：经营场所使用证明', '下载 XLSX'])
    expect(page).toContain(words);
  const link = /href="(\/desk\/promise-statistics\/moves[^"]*only=ZM-1)"/.exec(page)?.[1] ?? '';
  const list = await (await clerk.page(link.replaceAll('&amp;', '&'))).text();
  expect(list).toContain(`href="/desk/commitments/${no}"`);
  const months = await (await clerk.page('/desk/promise-statistics?by=month&from=&to=')).text();
  expect(months).toContain('2026-11');
});
