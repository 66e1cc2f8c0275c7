import { expect, test } from 'vitest';
import { aUscc } from '../../kit/identities.ts';
import { makeStoryCity, NOTHING, type Says, tell } from '../../kit/story-city.ts';
import { aViolationRow } from '../../kit/uploads.ts';

const LIST = 'serious-violation';
const NAME = '示例quashed食品有限公司';
const firm = { type: 'uscc', code: aUscc('quashed') } as const;
const fed = ['SCJG batch.submit', 'SCJG batch.work'];

// Basis: 国办发〔2020〕49号第（八）项；issue 11 item 1: what fell stays fallen, a new decision lists anew
const listed: Says = {
  check: ['ineligible', 'list.serious-violation'],
  file: { name: NAME, former: [], holds: ['list:serious-violation listed', 'serious-violation live'] },
  report: [LIST],
  public: [`serious-violation ${NAME}`],
  notices: [],
  ledger: [LIST],
  audit: [],
};
const gone: Says = { ...NOTHING, file: { name: NAME, former: [], holds: [] } };

test('a court quashes a listing, and the authority uploads it again', async () => {
  const city = await makeStoryCity('2026-03-01');
  const row = (cells = {}) => aViolationRow(city.market, 'quashed', cells);
  const send = (cells = {}, mode?: string) => city.send(city.market, LIST, [row(cells)], mode);
  const decide = async (what: string, json: object) => {
    const [one] = await city.query(`select id::int from listings order by id limit 1`);
    const answer = await city.post(city.market, `/listings/${one?.id}/${what}`, json);
    expect(answer.status).toBe(201);
  };
  const judgment = { ground: '列入决定被人民法院判决撤销', documentNo: '（2026）示01行终8号' };
  await tell(city, firm, [
    {
      on: '2026-03-03',
      does: 'the market authority lists it',
      act: () => send(),
      says: { ...listed, notices: [`created serious-violation listed ${NAME}`], audit: fed },
    },
    {
      on: '2026-06-10',
      does: 'the court quashes the listing',
      act: () => decide('revocations', judgment),
      says: {
        ...gone,
        notices: [`removed serious-violation revoked ${NAME}`],
        audit: ['SCJG listing.revoke', 'job:recall-checks check.recall'],
      },
    },
    {
      on: '2026-06-11',
      does: 'the routine upload brings the row again',
      act: () => send(),
      says: { ...gone, audit: fed },
    },
    {
      on: '2026-06-12',
      does: 'the whole list comes with it',
      act: () => send({}, 'full'),
      says: { ...gone, audit: fed },
    },
    {
      on: '2026-06-13',
      does: 'under another source number and with other words',
      act: () => send({ 来源记录号: 'YZ-other', 列入原因: '示例另一事由' }),
      says: { ...gone, audit: fed },
    },
    {
      on: '2026-07-01',
      does: 'the authority decides anew',
      act: () =>
        send({ 来源记录号: 'YZ-new', 列入决定书文号: '示市监严列〔2026〕77号', 列入日期: '2026-07-01' }),
      says: { ...listed, notices: [`created serious-violation listed ${NAME}`], audit: fed },
    },
    {
      on: '2026-07-15',
      does: 'the higher court lets the first decision stand again',
      act: () => decide('restorations', { ground: '再审判决维持列入决定', documentNo: '（2026）示行再3号' }),
      says: {
        ...listed,
        check: ['ineligible', 'list.serious-violation', 'list.serious-violation'],
        file: {
          name: NAME,
          former: [],
          holds: [
            'list:serious-violation listed',
            'list:serious-violation listed',
            'serious-violation live',
            'serious-violation live',
          ],
        },
        report: [LIST, LIST],
        public: [`serious-violation ${NAME}`, `serious-violation ${NAME}`],
        notices: [`created serious-violation listed ${NAME}`],
        audit: ['SCJG listing.restore'],
      },
    },
  ]);
  const held = await (await city.registrar.api('/records?state=held')).json();
  for (const { fallen } of held.items) expect(fallen.documentNo).toBe(judgment.documentNo);
  const recalls = await (await city.window.api('/checks/recalls')).json();
  expect(recalls.items.length).toBeGreaterThan(0);
});
