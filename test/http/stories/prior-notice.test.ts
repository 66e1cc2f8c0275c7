import { expect, test } from 'vitest';
import { aUscc } from '../../kit/identities.ts';
import { makeStoryCity, NOTHING, type Says, tell } from '../../kit/story-city.ts';
import { aViolationRow } from '../../kit/uploads.ts';

const LIST = 'serious-violation';
const NAME = '示例notified食品有限公司';
const firm = { type: 'uscc', code: aUscc('notified'), name: NAME } as const;

// Basis: 国办发〔2020〕49号第（八）项：先告知、听取陈述申辩，再列入; until then it counts nowhere and only the subject knows.
const toldOnly: Says = {
  ...NOTHING,
  file: { name: NAME, former: [], holds: [] },
  report: ['told 示市监告〔2026〕7号'],
};
const listed: Says = {
  check: ['ineligible', 'list.serious-violation'],
  file: { name: NAME, former: [], holds: ['list:serious-violation listed', 'serious-violation live'] },
  report: [LIST],
  public: [`serious-violation ${NAME}`],
  notices: [],
  ledger: [LIST],
  audit: [],
};

test('a firm is told of a listing to come, is heard, and is listed', async () => {
  const city = await makeStoryCity('2026-11-01');
  let listing = 0;
  const notify = async () => {
    const answer = await city.post(city.market, '/prior-notices', {
      list: LIST,
      subject: firm,
      documentNo: '示市监告〔2026〕7号',
      reason: '提交虚假材料取得登记',
      basis: '市场监督管理严重违法失信名单管理办法',
      notifiedOn: '2026-11-02',
    });
    expect(answer.status).toBe(201);
    listing = (await answer.json()).id;
  };
  const say = async () => {
    const answer = await city.post(city.market, `/listings/${listing}/statements`, {
      heardOn: '2026-11-05',
      statement: '材料由代理机构提交',
      result: 'not-upheld',
      finding: '委托书由法定代表人签署',
    });
    expect(answer.status).toBe(201);
  };
  const row = (cells = {}) => aViolationRow(city.market, 'notified', { 列入日期: '2026-11-20', ...cells });
  const ended = { 移出日期: '2027-12-01', 移出原因: '列入满一年，已履行处罚决定' };
  await tell(city, firm, [
    {
      on: '2026-11-02',
      does: 'the authority tells it',
      act: notify,
      says: { ...toldOnly, audit: ['SCJG listing.notify'] },
    },
    { on: '2026-11-05', does: 'it is heard', act: say, says: { ...toldOnly, audit: ['SCJG listing.hear'] } },
    {
      on: '2026-11-20',
      does: 'the authority lists it',
      act: () => city.send(city.market, LIST, [row()]),
      says: {
        ...listed,
        notices: [`created serious-violation listed ${NAME}`],
        audit: ['SCJG batch.submit', 'SCJG batch.work'],
      },
    },
    {
      on: '2027-12-01',
      does: 'a year later the authority takes it off',
      act: () => city.send(city.market, LIST, [row(ended)]),
      says: {
        ...NOTHING,
        file: { name: NAME, former: [], holds: [] },
        notices: [`removed serious-violation repaired ${NAME}`],
        audit: ['SCJG batch.submit', 'SCJG batch.work'],
      },
    },
  ]);
});

test('a firm is told of a listing to come, is right, and hears no more of it', async () => {
  const city = await makeStoryCity('2026-11-01');
  let listing = 0;
  await tell(city, firm, [
    {
      on: '2026-11-02',
      does: 'the authority tells it',
      act: async () => {
        const answer = await city.post(city.market, '/prior-notices', {
          list: LIST,
          subject: firm,
          documentNo: '示市监告〔2026〕7号',
          reason: '提交虚假材料取得登记',
          basis: '市场监督管理严重违法失信名单管理办法',
          notifiedOn: '2026-11-02',
        });
        listing = (await answer.json()).id;
      },
      says: { ...toldOnly, audit: ['SCJG listing.notify'] },
    },
    {
      on: '2026-11-06',
      does: 'what it said is right: the authority drops it',
      act: () =>
        city.post(city.market, `/listings/${listing}/revocations`, { ground: '陈述申辩成立，不予列入' }),
      says: {
        ...NOTHING,
        file: { name: NAME, former: [], holds: [] },
        audit: ['SCJG listing.revoke'],
      },
    },
  ]);
});
