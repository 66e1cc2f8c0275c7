import { expect, test } from 'vitest';
import { aUscc } from '../../kit/identities.ts';
import { makeStoryCity, NOTHING, type Says, tell } from '../../kit/story-city.ts';
import { aPenaltyRow } from '../../kit/uploads.ts';

const PENALTY = 'administrative-penalty';
const NAME = '示例stayed贸易有限公司';
const firm = { type: 'uscc', code: aUscc('stayed') } as const;
const fed = ['SCJG batch.submit', 'SCJG batch.work'];

// A penalty is on no list: no department is told, no measure is asked. An appeal leaves it in force; a stay
// turns nobody away and clears nobody; the public row bears the flag and stays.
// Basis: 行政复议法（2023）第四十二条；行政诉讼法第五十六条
const punished: Says = {
  ...NOTHING,
  check: ['ineligible', 'penalty.severe'],
  file: { name: NAME, former: [], holds: ['administrative-penalty live'] },
  report: [PENALTY],
  public: [`administrative-penalty ${NAME}`],
};
const stayed: Says = { ...punished, check: ['review', 'record.stayed'] };
const gone: Says = { ...NOTHING, file: { name: NAME, former: [], holds: [] } };

test('a severe penalty is under appeal, its execution is stayed, and at last it is quashed', async () => {
  const city = await makeStoryCity('2026-03-01');
  const severe = { 处罚类别: '责令停产停业', '罚款金额（万元）': '', 失信程度: '严重' };
  const punish = (cells = {}) =>
    city.send(city.market, PENALTY, [aPenaltyRow(city.market, 'stayed', { ...severe, ...cells })]);
  const ids: number[] = [];
  const enter = async (json: object) => {
    const [record] = await city.query(`select id::int from records`);
    const answer = await city.post(city.market, '/appeals', { target: { record: record?.id }, ...json });
    expect(answer.status).toBe(201);
    ids.push((await answer.json()).id);
  };
  const step = async (name: string, json: object) =>
    expect((await city.post(city.market, `/appeals/${ids.at(-1)}/${name}`, json)).status).toBe(200);
  await tell(city, firm, [
    {
      on: '2026-03-03',
      does: 'the market authority orders it to stop production',
      act: () => punish(),
      says: { ...punished, audit: fed },
    },
    {
      on: '2026-03-20',
      does: 'it asks for reconsideration: the penalty is carried out meanwhile',
      act: () =>
        enter({
          kind: 'reconsideration',
          authority: '示例市人民政府',
          caseNo: '示复〔2026〕8号',
          startedOn: '2026-03-18',
        }),
      says: { ...punished, audit: ['SCJG appeal.enter'] },
    },
    {
      on: '2026-03-25',
      does: 'execution is stayed',
      act: () => step('stay', { documentNo: '示复停〔2026〕8号' }),
      says: { ...stayed, audit: ['SCJG appeal.stay', 'job:recall-checks check.recall'] },
    },
    {
      on: '2026-03-26',
      does: 'the routine upload brings the row again: the stay stands',
      act: () => punish(),
      says: { ...stayed, audit: fed },
    },
    {
      on: '2026-03-27',
      does: 'the authority mends a word: the stay stands',
      act: () => punish({ 违法事实: '发布虚假广告，情节严重' }),
      says: { ...stayed, audit: fed },
    },
    {
      on: '2026-04-20',
      does: 'the stay ends before the case does',
      act: () => step('end-stay', { documentNo: '示复恢〔2026〕8号' }),
      says: { ...punished, audit: ['SCJG appeal.end-stay'] },
    },
    {
      on: '2026-05-15',
      does: 'the penalty is upheld',
      act: () => step('close', { result: 'upheld', documentNo: '示复决〔2026〕8号' }),
      says: { ...punished, audit: ['SCJG appeal.close'] },
    },
    {
      on: '2026-06-01',
      does: 'it goes to court, which stays execution at once',
      act: () =>
        enter({
          kind: 'litigation',
          authority: '示例市示例区人民法院',
          caseNo: '（2026）示01行初12号',
          startedOn: '2026-05-29',
          stayed: true,
          stayDocumentNo: '（2026）示01行初12号之一',
        }),
      says: { ...stayed, audit: ['SCJG appeal.enter', 'job:recall-checks check.recall'] },
    },
    {
      on: '2026-09-10',
      does: 'the court quashes it',
      act: () => step('close', { result: 'quashed', documentNo: '（2026）示01行初12号判决' }),
      says: { ...gone, audit: ['SCJG appeal.close', 'job:recall-checks check.recall'] },
    },
    {
      on: '2026-09-11',
      does: 'the routine upload brings it again',
      act: () => punish(),
      says: { ...gone, audit: fed },
    },
  ]);
  const asOf = async (on: string) => {
    const json = { subject: firm, purpose: 'commitment', asOf: `${on}T12:00:00+08:00` };
    return (await (await city.post(city.auditor, '/checks/as-of', json)).json()).outcome;
  };
  const days = ['2026-03-20', '2026-03-25', '2026-04-19', '2026-04-20', '2026-06-01', '2026-09-10'];
  const then: string[] = [];
  for (const day of days) then.push(await asOf(day));
  expect(then).toEqual(['ineligible', 'review', 'review', 'ineligible', 'review', 'eligible']);
});
