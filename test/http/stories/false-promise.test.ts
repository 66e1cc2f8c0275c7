import { expect, test } from 'vitest';
import { aUscc } from '../../kit/identities.ts';
import { makeStoryCity, NOTHING, type Says, tell } from '../../kit/story-city.ts';
import { aFalsePromiseRow } from '../../kit/story-rows.ts';

const BREACH = 'false-commitment';
const firm = { type: 'uscc', code: aUscc('promise') } as const;
const fed = ['SCJG batch.submit', 'SCJG batch.work'];

// No list: nobody is told, no measure is asked, nothing is public; but no matter is open to a promise until
// it is repaired.
// Basis: 国办发〔2020〕42号（在信用修复前不适用告知承诺制）；信用修复管理办法第三条
const broken: Says = {
  ...NOTHING,
  check: ['ineligible', 'commitment.false'],
  file: { name: '示例promise食品有限公司', former: [], holds: ['false-commitment live'] },
  report: [BREACH],
};
const free: Says = { ...NOTHING, file: { name: '示例promise食品有限公司', former: [], holds: [] } };

test('a false promise is repaired, the repair was got by forged papers, the firm corrects itself', async () => {
  const city = await makeStoryCity('2026-04-01');
  const send = (cells: Record<string, string> = {}) =>
    city.send(city.market, BREACH, [aFalsePromiseRow(city.market, 'promise', cells)]);
  let repair = 0;
  const apply = async () => {
    const [record] = await city.query(`select id::int from records`);
    const answer = await city.post(city.window, '/repairs', {
      target: { record: record?.id },
      subject: firm,
      reason: '已改正并补办场所证明',
      received: ['duty-proof', 'credit-commitment', 'correction-report'],
      caseNo: 'BJ-1',
    });
    expect(answer.status).toBe(201);
    repair = (await answer.json()).id;
  };
  const step = async (name: string, json: object = {}) =>
    expect((await city.post(city.market, `/repairs/${repair}/${name}`, json)).status).toBeLessThan(300);
  await tell(city, firm, [
    {
      on: '2026-04-09',
      does: 'the market authority finds the promise false',
      act: () => send(),
      says: { ...broken, audit: fed },
    },
    {
      on: '2027-05-06',
      does: 'the firm applies for repair',
      act: apply,
      says: { ...broken, audit: ['ZWFW repair.apply'] },
    },
    {
      on: '2027-05-07',
      does: 'the authority accepts',
      act: () => step('accept'),
      says: { ...broken, audit: ['SCJG repair.accept'] },
    },
    {
      on: '2027-05-10',
      does: 'and grants',
      act: () => step('grant', { documentNo: '示市监修〔2027〕1号' }),
      says: { ...free, audit: ['SCJG repair.grant', 'job:settle-repairs repair.complete'] },
    },
    {
      on: '2027-06-01',
      does: 'the proof was forged',
      act: () => step('restore', { reason: '场所证明系伪造' }),
      says: { ...broken, audit: ['SCJG repair.restore'] },
    },
    {
      on: '2027-09-01',
      does: 'the authority’s own row says that it is corrected',
      act: () => send({ 纠正日期: '2027-08-31' }),
      says: { ...free, audit: fed },
    },
  ]);
});
