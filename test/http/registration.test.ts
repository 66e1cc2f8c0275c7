import { expect, test } from 'vitest';
import { makeApp } from '../kit/app.ts';
import { aUscc } from '../kit/identities.ts';
import { upload } from '../kit/uploads.ts';

test('a dissolved registration turns the check to review, and its correction or withdrawal turns it back', async () => {
  const app = await makeApp();
  const feeder = await app.agency('SCJG', ['feeder'], ['registration'], '示例市场监管局');
  const window = await app.agency('ZWFW', ['window'], []);
  const uscc = aUscc('registered');
  const register = (cells: Record<string, string>) =>
    upload(app, feeder, {
      catalog: 'registration',
      rows: [
        {
          来源记录号: 'DJ-1',
          主体名称: '示例登记有限公司',
          统一社会信用代码: uscc,
          法定代表人: '示例甲',
          登记状态: '存续',
          成立日期: '2020-05-06',
          登记机关: feeder.name,
          登记机关统一社会信用代码: feeder.uscc,
          ...cells,
        },
      ],
    });
  const reasons = async () => {
    const json = { subject: { type: 'uscc', code: uscc }, purpose: 'commitment' };
    const body = await (await window.api('/checks', { method: 'POST', json })).json();
    return body.reasons.map(({ code }: { code: string }) => code);
  };
  const dissolved = { 登记状态: '注销', 注销日期: '2026-10-01' };
  expect((await register({})).counts).toMatchObject({ accepted: 1 });
  expect(await reasons()).toEqual([]);
  expect((await register(dissolved)).counts).toMatchObject({ corrected: 1 });
  expect(await reasons()).toEqual(['subject.dissolved']);
  await register({});
  expect(await reasons()).toEqual([]);
  await register(dissolved);
  const withdrawn = await feeder.api(`/records/registration/DJ-1?reason=${encodeURIComponent('报送有误')}`, {
    method: 'DELETE',
  });
  expect(withdrawn.status).toBeLessThan(300);
  expect(await reasons()).toEqual([]);
});
