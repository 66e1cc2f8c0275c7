import { expect, test } from 'vitest';
import { aUscc } from '../../kit/identities.ts';
import { makeStoryCity, NOTHING, type Says, tell } from '../../kit/story-city.ts';
import { aDefaulterRow, aViolationRow } from '../../kit/uploads.ts';

const MARKET = 'serious-violation';
const COURT = 'judgment-defaulter';
const NAME = '示例two食品有限公司';
const firm = { type: 'uscc', code: aUscc('two') } as const;
const held = (...lists: string[]) => lists.flatMap((list) => [`${list} live`, `list:${list} listed`]).sort();

// Basis: 国办发〔2020〕49号: a lift releases what no other live listing asks, and says which one still does.
const both: Says = {
  check: ['ineligible', 'list.judgment-defaulter', 'list.serious-violation'],
  file: { name: NAME, former: [], holds: held(MARKET, COURT) },
  report: [COURT, MARKET],
  public: [`judgment-defaulter ${NAME}`, `serious-violation ${NAME}`],
  notices: [],
  ledger: [COURT, MARKET],
  audit: [],
};
const marketOnly: Says = {
  ...both,
  check: ['ineligible', 'list.serious-violation'],
  file: { name: NAME, former: [], holds: held(MARKET) },
  report: [MARKET],
  public: [`serious-violation ${NAME}`],
  ledger: [MARKET],
};

test('a firm stands on two lists, and one of them ends', async () => {
  const city = await makeStoryCity('2026-03-01');
  const violate = (cells = {}) => city.send(city.market, MARKET, [aViolationRow(city.market, 'two', cells)]);
  const owe = (cells = {}) =>
    city.send(city.court, COURT, [
      aDefaulterRow(city.court, 'two', {
        主体类别: '法人及非法人组织',
        '被执行人姓名/名称': NAME,
        证件类型: '统一社会信用代码',
        证件号码: firm.code,
        法定代表人: '示例甲',
        发布时间: '2026-04-01',
        ...cells,
      }),
    ]);
  await tell(city, firm, [
    {
      on: '2026-03-03',
      does: 'the market authority lists it',
      act: () => violate(),
      says: {
        ...marketOnly,
        notices: [`created serious-violation listed ${NAME}`],
        audit: ['SCJG batch.submit', 'SCJG batch.work'],
      },
    },
    {
      on: '2026-04-01',
      does: 'the court lists it too',
      act: () => owe(),
      says: {
        ...both,
        notices: [`created judgment-defaulter listed ${NAME}`],
        audit: ['FY batch.submit', 'FY batch.work'],
      },
    },
    {
      on: '2026-09-01',
      does: 'the debt is paid',
      act: () => owe({ 被执行人的履行情况: '全部已履行', 屏蔽日期: '2026-09-01' }),
      says: {
        ...marketOnly,
        notices: [`removed judgment-defaulter repaired ${NAME}`],
        audit: ['FY batch.submit', 'FY batch.work'],
      },
    },
    { on: '2029-03-01', does: 'the last day of the other list', says: marketOnly },
    {
      on: '2029-03-02',
      does: 'its three years are over',
      says: {
        ...NOTHING,
        // Within its retention the file says what was, and that it is over.
        file: {
          name: NAME,
          former: [],
          holds: ['list:serious-violation expired', 'serious-violation unpublished'],
        },
        notices: [`removed serious-violation expired ${NAME}`],
        audit: ['job:end-due-listings listing.expire', 'job:end-due-records record.expire'],
      },
    },
  ]);
  const { items } = await (await city.department.api(`/feed?subscription=${city.subscription}`)).json();
  const codes = ({ data }: { data: { measures: { code: string }[] } }) =>
    data.measures.map(({ code }) => code);
  const [market, court, paid, over] = items;
  const shared = codes(court).filter((code) => codes(market).includes(code));
  expect(shared.length).toBeGreaterThan(0);
  expect(codes(paid)).toEqual(codes(court).filter((code) => !shared.includes(code)));
  expect(paid.data.stillAsked).toEqual(shared.map((measure) => ({ measure, lists: [MARKET] })));
  expect([codes(over), over.data.stillAsked]).toEqual([codes(market), []]);
});
