import { expect, test } from 'vitest';
import { aCitizenId, aUscc } from '../../kit/identities.ts';
import { makeStoryCity, NOTHING, type Says, tell } from '../../kit/story-city.ts';
import { aRegistrationRow } from '../../kit/story-rows.ts';
import { aDefaulterRow, aViolationRow } from '../../kit/uploads.ts';

const COURT = 'judgment-defaulter';
const MARKET = 'serious-violation';
const SHOP = '示例小吃店';
const shop = { type: 'uscc', code: aUscc('92transfer'), name: SHOP } as const;
const seller = { type: 'citizen-id', code: aCitizenId('seller'), name: '示例卖家' } as const;
const buyer = { type: 'citizen-id', code: aCitizenId('buyer'), name: '示例买家' } as const;
const fed = (agency: string) => [`${agency} batch.submit`, `${agency} batch.work`];

// A 个体工商户 is its operator's business: the present one answers for it and it for him, no former one.
// Basis: 民法典第五十四条、第五十六条
const ofShop = (...check: string[]): Says => ({
  ...NOTHING,
  check,
  file: { name: SHOP, former: [], holds: ['registration live'] },
  report: ['registration'],
  public: ['judgment-defaulter 示**家'],
});
const listedPerson = (name: string): Says => ({
  check: ['ineligible', 'list.judgment-defaulter'],
  file: { name, former: [], holds: ['judgment-defaulter live', 'list:judgment-defaulter listed'] },
  report: [COURT],
  public: ['judgment-defaulter 示**家'],
  notices: [],
  ledger: [COURT],
  audit: [],
});
const freePerson = (name: string, ...check: string[]): Says => ({
  ...NOTHING,
  check,
  file: { name, former: [], holds: [] },
});

test('a shop is transferred to another operator', async () => {
  const city = await makeStoryCity('2026-03-01');
  const register = (who: { code: string; name: string }, approvedOn: string) =>
    city.send(city.market, 'registration', [
      aRegistrationRow(city.market, '92transfer', {
        主体名称: SHOP,
        法定代表人: who.name,
        法定代表人证件类型: '居民身份证',
        法定代表人证件号码: who.code,
        核准日期: approvedOn,
      }),
    ]);
  const owe = (who: { code: string; name: string }, cells = {}) =>
    city.send(city.court, COURT, [
      aDefaulterRow(city.court, who.name, { 证件号码: who.code, '被执行人姓名/名称': who.name, ...cells }),
    ]);
  const paid = (on: string) => ({ 屏蔽日期: on, 被执行人的履行情况: '全部已履行' });
  const witness = await tell(city, shop, [
    {
      on: '2026-03-02',
      does: 'the seller runs it',
      act: () => register(seller, '2026-03-02'),
      says: { ...ofShop('eligible'), public: [], audit: fed('SCJG') },
    },
    {
      on: '2026-06-01',
      does: 'the court lists the seller',
      act: () => owe(seller),
      says: {
        ...ofShop('ineligible', 'list.judgment-defaulter'),
        notices: ['created judgment-defaulter listed 示**家'],
        audit: fed('FY'),
      },
    },
    { on: '2026-06-01', does: 'the seller himself', of: seller, says: listedPerson('示例卖家') },
    {
      on: '2026-09-01',
      does: 'the buyer takes it over: the seller’s debts are not the shop’s any more',
      act: () => register(buyer, '2026-09-01'),
      says: { ...ofShop('eligible'), audit: fed('SCJG') },
    },
    { on: '2026-09-01', does: 'the seller keeps his debts', of: seller, says: listedPerson('示例卖家') },
    {
      on: '2026-10-08',
      does: 'the seller pays',
      act: () => owe(seller, paid('2026-10-08')),
      says: {
        ...ofShop('eligible'),
        public: [],
        notices: ['removed judgment-defaulter repaired 示**家'],
        audit: fed('FY'),
      },
    },
    {
      on: '2026-11-02',
      does: 'the court lists the buyer',
      act: () => owe(buyer),
      says: {
        ...ofShop('ineligible', 'list.judgment-defaulter'),
        notices: ['created judgment-defaulter listed 示**家'],
        audit: fed('FY'),
      },
    },
    {
      on: '2026-11-03',
      does: 'the seller is nobody’s operator',
      of: seller,
      says: { ...freePerson('示例卖家', 'eligible'), public: ['judgment-defaulter 示**家'] },
    },
  ]);
  const asOf = async (on: string) => {
    const json = { subject: shop, purpose: 'commitment', asOf: `${on}T12:00:00+08:00` };
    return (await (await city.post(city.window, '/checks/as-of', json)).json()).outcome;
  };
  expect([await asOf('2026-08-31'), await asOf('2026-09-01')]).toEqual(['ineligible', 'eligible']);
  witness.never(seller.code, buyer.code);
});

test('what the shop did is its present operator’s, whoever asks', async () => {
  const city = await makeStoryCity('2026-03-01');
  const register = (who: { code: string; name: string }, approvedOn: string) =>
    city.send(city.market, 'registration', [
      aRegistrationRow(city.market, '92transfer', {
        主体名称: SHOP,
        法定代表人: who.name,
        法定代表人证件类型: '居民身份证',
        法定代表人证件号码: who.code,
        核准日期: approvedOn,
      }),
    ]);
  const violate = () =>
    city.send(city.market, MARKET, [
      aViolationRow(city.market, '92transfer', { 企业名称: SHOP, 列入日期: '2026-05-06' }),
    ]);
  const listedShop = [`serious-violation ${SHOP}`];
  await tell(city, seller, [
    {
      on: '2026-03-02',
      does: 'he runs the shop',
      act: () => register(seller, '2026-03-02'),
      says: { ...freePerson('示例卖家', 'eligible'), audit: fed('SCJG') },
    },
    {
      on: '2026-05-06',
      does: 'the shop is listed: he answers for it',
      act: violate,
      says: {
        ...freePerson('示例卖家', 'ineligible', 'list.serious-violation'),
        public: listedShop,
        notices: [`created serious-violation listed ${SHOP}`],
        audit: fed('SCJG'),
      },
    },
    {
      on: '2026-09-01',
      does: 'he has given it up',
      act: () => register(buyer, '2026-09-01'),
      says: { ...freePerson('示例卖家', 'eligible'), public: listedShop, audit: fed('SCJG') },
    },
    {
      on: '2026-09-01',
      does: 'what was before the buyer’s time somebody looks at',
      of: buyer,
      says: { ...freePerson('示例买家', 'review', 'list.serious-violation'), public: listedShop },
    },
  ]);
});
