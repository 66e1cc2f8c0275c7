import { expect, test } from 'vitest';
import { aCitizenId } from '../../kit/identities.ts';
import { makeStoryCity, NOTHING, type Says, tell } from '../../kit/story-city.ts';
import { aDefaulterRow } from '../../kit/uploads.ts';

const COURT = 'judgment-defaulter';
const UNTIL_PERFORMED = '有履行能力而拒不履行生效法律文书确定义务';
const debtor = aCitizenId('pays');
const fed = ['FY batch.submit', 'FY batch.work'];

// A person is told and shown masked; "able but refuses" has no term: it lasts until he performs.
// Basis: 最高人民法院关于公布失信被执行人名单信息的若干规定（2017修正）第二条、第十条；信用修复管理办法第三条
const listed: Says = {
  check: ['ineligible', 'list.judgment-defaulter'],
  file: {
    name: '示例欠款',
    former: [],
    holds: ['judgment-defaulter live', 'list:judgment-defaulter listed'],
  },
  report: [COURT],
  public: ['judgment-defaulter 示**款'],
  notices: [],
  ledger: [COURT],
  audit: [],
};
const free: Says = { ...NOTHING, file: { name: '示例欠款', former: [], holds: [] } };

test('a debtor pays', async () => {
  const city = await makeStoryCity('2026-03-01');
  const send = (cells: Record<string, string> = {}, mode?: string) => {
    const own = { '被执行人姓名/名称': '示例欠款', 证件号码: debtor, 失信行为具体情形: UNTIL_PERFORMED };
    return city.send(city.court, COURT, [aDefaulterRow(city.court, 'pays', { ...own, ...cells })], mode);
  };
  const nextList = () => {
    const cells = { 屏蔽日期: '2028-06-07', 被执行人的履行情况: '全部已履行', 发布时间: '2028-06-06' };
    return city.send(city.court, COURT, [aDefaulterRow(city.court, 'neighbour', cells)], 'full');
  };
  const paid = { 被执行人的履行情况: '全部已履行', 屏蔽日期: '2028-06-05' };
  const witness = await tell(city, { type: 'citizen-id', code: debtor, name: '示例欠款' }, [
    { on: '2026-03-01', does: 'nothing is known', says: NOTHING },
    {
      on: '2026-03-02',
      does: 'the court lists him',
      act: () => send(),
      says: { ...listed, notices: ['created judgment-defaulter listed 示**款'], audit: fed },
    },
    {
      on: '2026-03-03',
      does: 'the same row comes again',
      act: () => send(),
      says: { ...listed, audit: fed },
    },
    { on: '2028-06-04', does: 'two years are over, nothing is paid', says: listed },
    {
      on: '2028-06-05',
      does: 'he has paid: the court takes him off',
      act: () => send(paid),
      says: { ...free, notices: ['removed judgment-defaulter repaired 示**款'], audit: fed },
    },
    {
      on: '2028-06-06',
      does: 'the whole list comes, with the row of the end',
      act: () => send(paid, 'full'),
      says: { ...free, audit: fed },
    },
    {
      on: '2028-06-07',
      does: 'the whole list comes without him: nobody is asked whether to withdraw what has ended',
      act: async () => expect((await nextList()).status).toBe('done'),
      says: { ...free, audit: fed },
    },
    {
      on: '2028-06-08',
      does: 'an old whole list lists him again: what he paid is paid',
      act: async () => expect((await send({}, 'full')).counts).toMatchObject({ rejected: 1 }),
      says: { ...free, audit: fed },
    },
  ]);
  witness.never(debtor);
});
