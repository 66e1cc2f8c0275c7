import { test } from 'vitest';
import { aCitizenId, aUscc } from '../../kit/identities.ts';
import { makeStoryCity, NOTHING, type Says, tell } from '../../kit/story-city.ts';
import { aDeathRow, aRegistrationRow } from '../../kit/story-rows.ts';

const firm = { type: 'uscc', code: aUscc('struck') } as const;
const operator = aCitizenId('operator');
const keeper = { type: 'citizen-id', code: operator, name: '示例经营者' } as const;
const shop = { type: 'uscc', code: aUscc('92struck') } as const;
const fed = ['SCJG batch.submit', 'SCJG batch.work'];

// 吊销, 注销 and a death each give review; none of them is a list.
// Basis: 本市设定（subject.revoked、subject.dissolved、subject.deceased，见 docs/rules.md）
const standing = (name: string, check: string[]): Says => ({
  ...NOTHING,
  check,
  file: { name, former: [], holds: ['registration live'] },
  report: ['registration'],
});
const FIRM = '示例struck贸易有限公司';

test('a firm is struck off, and then dissolved', async () => {
  const city = await makeStoryCity('2026-03-01');
  const register = (cells = {}) =>
    city.send(city.market, 'registration', [aRegistrationRow(city.market, 'struck', cells)]);
  await tell(city, firm, [
    {
      on: '2026-03-02',
      does: 'it is registered',
      act: () => register(),
      says: { ...standing(FIRM, ['eligible']), audit: fed },
    },
    {
      on: '2026-05-06',
      does: 'its licence is revoked',
      act: () => register({ 登记状态: '吊销', 核准日期: '2026-05-06' }),
      says: { ...standing(FIRM, ['review', 'subject.revoked']), audit: fed },
    },
    {
      on: '2026-08-03',
      does: 'it is dissolved',
      act: () => register({ 登记状态: '注销', 核准日期: '2026-08-03', 注销日期: '2026-08-03' }),
      says: { ...standing(FIRM, ['review', 'subject.dissolved']), audit: fed },
    },
  ]);
});

test('the operator of a shop dies', async () => {
  const city = await makeStoryCity('2026-03-01');
  const register = () =>
    city.send(city.market, 'registration', [
      aRegistrationRow(city.market, '92struck', {
        主体名称: '示例小吃店',
        法定代表人: '示例经营者',
        法定代表人证件类型: '居民身份证',
        法定代表人证件号码: operator,
      }),
    ]);
  const die = () => {
    const row = aDeathRow(city.police, 'x', { 姓名: '示例经营者', 证件号码: operator });
    return city.send(city.police, 'death-record', [row]);
  };
  const dead: Says = {
    ...NOTHING,
    check: ['review', 'subject.deceased'],
    file: { name: '示例经营者', former: [], holds: ['death-record live'] },
    report: ['death-record'],
    audit: [],
  };
  const witness = await tell(city, shop, [
    {
      on: '2026-03-02',
      does: 'the shop is registered',
      act: register,
      says: { ...standing('示例小吃店', ['eligible']), audit: fed },
    },
    {
      on: '2026-06-08',
      does: 'the police tell that the operator is dead',
      act: die,
      says: {
        ...standing('示例小吃店', ['review', 'subject.deceased']),
        audit: ['GAJ batch.submit', 'GAJ batch.work'],
      },
    },
    { on: '2026-06-08', does: 'nobody promises in his name', of: keeper, says: dead },
    {
      on: '2026-06-10',
      does: 'it was another: the police withdraw it',
      act: async () => {
        const reason = encodeURIComponent('登记有误');
        await city.police.api(`/records/death-record/SW-x?reason=${reason}`, { method: 'DELETE' });
      },
      says: {
        ...standing('示例小吃店', ['eligible']),
        audit: ['GAJ record.withdraw', 'job:recall-checks check.recall'],
      },
    },
    {
      on: '2026-06-10',
      does: 'and he may promise again',
      of: keeper,
      says: { ...NOTHING, file: { name: '示例经营者', former: [], holds: [] } },
    },
  ]);
  witness.never(operator);
});
