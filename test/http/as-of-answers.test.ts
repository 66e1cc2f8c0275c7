import { beforeAll, expect, test } from 'vitest';
import { makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { aRegistrationRow } from '../kit/story-rows.ts';
import { aDefaulterRow, upload } from '../kit/uploads.ts';

// The database is made before the first story, not within its time.
beforeAll(async () => void (await openTestDb()));

type Answer = { reasons: { code: string; isDisputed?: boolean }[] };
const codesOf = ({ reasons }: Answer) =>
  reasons
    .map(({ code, isDisputed }) => `${code}${isDisputed ? ' disputed' : ''}`)
    .filter((code) => code !== 'feed.stale')
    .sort();

// Kind: the days of a relation, of an end and of a listing are those of today, while the question is what was
// known then.
test('asked as of then, the registry says what it said then, whatever it learnt about that day since', async () => {
  const city = await makeCity('2026-09-01T02:00:00Z');
  const registry = await city.agency('DJJ', ['feeder'], ['registration'], '示例市登记局');
  const auditor = await city.agency('SJJ', ['auditor'], [], '示例市审计局');
  const seller = { type: 'citizen-id', code: aCitizenId('seller') };
  const buyer = { type: 'citizen-id', code: aCitizenId('buyer') };
  const shop = { type: 'uscc', code: aUscc('92shop') };
  const firm = { type: 'uscc', code: aUscc('1') };
  const said: { told: string; subject: object; at: string; codes: string[] }[] = [];
  const ask = async (told: string, ...subjects: object[]) => {
    const start = city.deps.clock.now().getTime();
    const later = (seconds: number) => new Date(start + seconds * 1000).toISOString();
    city.setNow(later(60));
    for (const subject of subjects) {
      const answer = await city.read(city.post(city.window, '/checks', { subject, purpose: 'commitment' }));
      said.push({ told, subject, at: later(90), codes: codesOf(answer) });
    }
    city.setNow(later(120));
  };
  const register = (who: { code: string }, name: string, cells: Record<string, string>) =>
    upload(city, registry, {
      catalog: 'registration',
      rows: [
        aRegistrationRow(registry, '92shop', {
          主体名称: '示例小吃店',
          法定代表人: name,
          法定代表人证件类型: '居民身份证',
          法定代表人证件号码: who.code,
          ...cells,
        }),
      ],
    });
  const owing = { 证件号码: seller.code, '被执行人姓名/名称': '示例卖家' };
  await upload(city, city.market, {
    catalog: 'judgment-defaulter',
    rows: [aDefaulterRow(city.market, 's', owing)],
  });
  await register(buyer, '示例买家', { 来源记录号: 'DJ-0', 核准日期: '2025-01-06' });
  await ask('the shop is the buyer’s', shop, seller);
  await register(seller, '示例卖家', { 核准日期: '2026-08-01' });
  await ask('an hour later the seller’s', shop, seller);
  city.setNow('2026-09-20T02:00:00Z');
  await ask('nothing of the transfer is told yet', shop, seller);
  await register(buyer, '示例买家', { 来源记录号: 'DJ-2', 核准日期: '2026-09-10' });
  await ask('the transfer of ten days ago', shop, seller);
  city.setNow('2026-09-21T02:00:00Z');
  const closed = { 登记状态: '注销', 注销日期: '2026-09-15' };
  await register(buyer, '示例买家', { 来源记录号: 'DJ-2', 核准日期: '2026-09-15', ...closed });
  await ask('the end of a week ago', shop);
  await city.list('1', { 列入日期: '2026-03-02' });
  await ask('listed', firm);
  city.setNow('2026-10-01T02:00:00Z');
  await city.list('1', { 列入日期: '2026-09-28' });
  await ask('listed of a later day', firm);
  await city.list('1', { 列入日期: '2022-10-03' });
  await ask('listed so long ago that it is over', firm);
  const told: string[][] = [];
  for (const { subject, at, codes, ...one } of said) {
    const question = { subject, purpose: 'supervision', asOf: at };
    const answer = await city.read(city.post(auditor, '/checks/as-of', question));
    expect([one.told, subject, codesOf(answer)]).toEqual([one.told, subject, codes]);
    told.push(codes);
  }
  const court = ['list.judgment-defaulter'];
  const market = ['list.serious-violation'];
  expect(told).toEqual([
    ...[[], court, court, court, court, court],
    ...[[], court, ['subject.dissolved'], market, market, []],
  ]);
});
