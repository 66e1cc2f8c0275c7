import { test } from 'vitest';
import { makeStoryCity, NOTHING, type Says, tell } from '../../kit/story-city.ts';
import { aDefaulterRow } from '../../kit/uploads.ts';

const COURT = 'judgment-defaulter';
const NAME = '示例旅人';
const permit = (code: string) => ({ type: 'hk-macao-permit', code, name: NAME }) as const;
const fed = ['FY batch.submit', 'FY batch.work'];

// The letter and eight figures are a holder's for life, the two behind them count the cards.
// Basis: 港澳居民来往内地通行证、台湾居民来往大陆通行证号码编制规则（待核）
const listed: Says = {
  check: ['ineligible', 'list.judgment-defaulter'],
  file: { name: NAME, former: [], holds: ['judgment-defaulter live', 'list:judgment-defaulter listed'] },
  report: [COURT],
  public: [],
  notices: [],
  ledger: [COURT],
  audit: [],
};
const free: Says = { ...NOTHING, file: { name: NAME, former: [], holds: [] } };

test('a traveller renews his permit', async () => {
  const city = await makeStoryCity('2026-03-01');
  const row = (code: string, cells = {}) =>
    aDefaulterRow(city.court, 'hk', {
      '被执行人姓名/名称': NAME,
      证件类型: '港澳居民来往内地通行证',
      证件号码: code,
      ...cells,
    });
  const send = (...rows: Record<string, string>[]) => city.send(city.court, COURT, rows);
  const witness = await tell(city, permit('H1234567801'), [
    {
      on: '2026-03-02',
      does: 'the court lists him under his first card',
      act: () => send(row('H1234567800')),
      says: { ...listed, notices: ['created judgment-defaulter listed 示**人'], audit: fed },
    },
    ...['H12345678', 'H1234567800', 'h1234567802', 'Ｈ12345678 03'].map((code) => ({
      on: '2026-04-01',
      does: `he shows ${code}`,
      of: permit(code),
      says: listed,
    })),
    { on: '2026-04-01', does: 'his neighbour is another', of: permit('H1234567901'), says: NOTHING },
    { on: '2026-04-01', does: 'and so is Macao’s', of: permit('M1234567801'), says: NOTHING },
    {
      on: '2026-05-06',
      does: 'the court corrects the row to the second card: nobody new',
      act: () => send(row('H1234567801')),
      says: { ...listed, audit: fed },
    },
    {
      on: '2026-09-01',
      does: 'he has paid, and the row of the end bears the third',
      act: () => send(row('H1234567802', { 屏蔽日期: '2026-09-01', 被执行人的履行情况: '全部已履行' })),
      says: { ...free, notices: ['removed judgment-defaulter repaired 示**人'], audit: fed },
    },
    { on: '2026-09-02', does: 'he shows his first card', of: permit('H1234567800'), says: free },
  ]);
  witness.never('12345678', 'H1234567');
});
