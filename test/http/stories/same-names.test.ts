import { expect, test } from 'vitest';
import { aCitizenId, aUscc } from '../../kit/identities.ts';
import { makeStoryCity, NOTHING, type Says, tell } from '../../kit/story-city.ts';
import { aRegistrationRow } from '../../kit/story-rows.ts';
import { aDefaulterRow } from '../../kit/uploads.ts';

const COURT = 'judgment-defaulter';
const NAME = '示例同名人';
const guilty = aCitizenId('namesake-1');
const innocent = aCitizenId('namesake-2');
const listedOne = { type: 'citizen-id', code: guilty, name: NAME } as const;
const other = { type: 'citizen-id', code: innocent, name: NAME } as const;
const firm = { type: 'uscc', code: aUscc('of-namesake') } as const;
const fed = ['FY batch.submit', 'FY batch.work'];

// A number names a person, a name does not. Basis: 深圳经济特区社会信用条例第二十四条
const listed: Says = {
  check: ['ineligible', 'list.judgment-defaulter'],
  file: { name: NAME, former: [], holds: ['judgment-defaulter live', 'list:judgment-defaulter listed'] },
  report: [COURT],
  public: ['judgment-defaulter 示***人'],
  notices: [],
  ledger: [COURT],
  audit: [],
};
const untouched: Says = { ...NOTHING, public: ['judgment-defaulter 示***人'] };
const known: Says = { ...untouched, file: { name: NAME, former: [], holds: [] } };

test('two people bear one name', async () => {
  const city = await makeStoryCity('2026-03-01');
  const row = (seed: string, code: string, cells = {}) =>
    aDefaulterRow(city.court, seed, { '被执行人姓名/名称': NAME, 证件号码: code, ...cells });
  const send = (rows: Record<string, string>[], mode?: string) => city.send(city.court, COURT, rows, mode);
  const ended = row('n2', innocent, { 屏蔽日期: '2026-03-20', 被执行人的履行情况: '全部已履行' });
  const witness = await tell(city, other, [
    {
      on: '2026-03-02',
      does: 'the court lists one of them',
      act: () => send([row('n1', guilty)]),
      says: { ...untouched, notices: ['created judgment-defaulter listed 示***人'], audit: fed },
    },
    { on: '2026-03-02', does: 'and it is he', of: listedOne, says: listed },
    {
      on: '2026-03-03',
      does: 'a firm names a legal representative of that name, by name alone',
      act: () =>
        city.send(city.market, 'registration', [
          aRegistrationRow(city.market, 'of-namesake', { 法定代表人: NAME }),
        ]),
      of: firm,
      says: {
        ...untouched,
        file: { name: '示例of-namesake贸易有限公司', former: [], holds: ['registration live'] },
        report: ['registration'],
        audit: ['SCJG batch.submit', 'SCJG batch.work'],
      },
    },
    {
      on: '2026-03-04',
      does: 'the other is listed as well',
      act: () => send([row('n1', guilty), row('n2', innocent)], 'full'),
      says: {
        ...listed,
        public: ['judgment-defaulter 示***人', 'judgment-defaulter 示***人'],
        notices: ['created judgment-defaulter listed 示***人'],
        audit: fed,
      },
    },
    {
      on: '2026-03-20',
      does: 'the other has paid; the first has not',
      act: () => send([row('n1', guilty), ended], 'full'),
      says: { ...known, notices: ['removed judgment-defaulter repaired 示***人'], audit: fed },
    },
    { on: '2026-03-21', does: 'the first stands as he stood', of: listedOne, says: listed },
  ]);
  witness.never(guilty, innocent);
  const { items } = await (await city.registrar.api('/subjects/merge-candidates')).json();
  expect(items).toEqual([]);
});
