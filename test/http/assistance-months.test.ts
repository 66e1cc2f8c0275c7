import { beforeAll, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { addMissingYear } from '../../src/law/calendar/calendar.store.ts';
import { found, makeOffices } from '../kit/assistance.ts';
import { openTestDb } from '../kit/database.ts';
import { sheetText } from '../kit/sheet.ts';

// The database is made before the first story, not within its time.
beforeAll(async () => void (await openTestDb()));

test('a month’s table adds up, costs a point for each that is late, and is read by every office', async () => {
  const offices = await makeOffices('2026-11-02T02:00:00Z');
  const { police, window, third, registrar } = offices;
  const ids = [];
  for (let n = 0; n < 6; n++) ids.push(await offices.asked());
  const [inTime = '', late = '', back = '', gone = ''] = ids;
  await offices.asked({ to: 'CZJ' });
  await offices.step(police, back, 'return', { reason: '该事项由街道办事处管理' });
  await offices.step(window, gone, 'withdraw', {});
  // The last day, one minute before midnight; and one minute after it.
  offices.setNow('2026-11-09T15:59:00Z');
  await offices.step(police, inTime, 'answer', found);
  offices.setNow('2026-11-09T16:01:00Z');
  await offices.step(police, late, 'answer', found);
  offices.setNow('2026-11-30T02:00:00Z');
  await offices.asked();
  const counted = await offices.read(third, '/assistance-statistics?month=2026-11');
  expect(counted).toEqual({
    month: '2026-11',
    items: [
      {
        agency: 'CZJ',
        agencyName: '示例市财政局',
        asked: 1,
        inTime: 0,
        late: 1,
        pending: 0,
        returned: 0,
        points: 1,
      },
      {
        agency: 'GAJ',
        agencyName: '示例市公安局',
        asked: 6,
        inTime: 1,
        late: 3,
        pending: 1,
        returned: 1,
        points: 3,
      },
    ],
  });
  for (const by of [police, window, registrar])
    expect(await offices.read(by, '/assistance-statistics')).toEqual(counted);
  expect((await offices.read(third, '/assistance-statistics?month=2026-12')).items).toEqual([]);
  expect((await third.api('/assistance-statistics?month=2026-13')).status).toBe(400);
  const lines = [
    ['月份', '单位代码', '单位', '被请求协查', '按期反馈', '逾期', '未到期', '退回', '扣分'],
    ['2026-11', 'CZJ', '示例市财政局', '1', '0', '1', '0', '0', '1'],
    ['2026-11', 'GAJ', '示例市公安局', '6', '1', '3', '1', '1', '3'],
  ];
  const csv = await (await third.api('/assistance-statistics.csv')).text();
  expect(csv.replace('\ufeff', '').trim().split('\r\n')).toEqual(lines.map((line) => line.join(',')));
  const xlsx = await (await third.api('/assistance-statistics.xlsx')).arrayBuffer();
  for (const cell of lines.flat()) expect(sheetText(new Uint8Array(xlsx))).toContain(`>${cell}<`);
});

test('an overdue request stands on the 督办 board and in a letter until it is answered', async () => {
  const offices = await makeOffices('2026-11-02T02:00:00Z');
  const { police, registrar } = offices;
  const id = await offices.asked();
  const board = async (by = registrar) =>
    (await offices.read(by, '/supervision?kind=assistance')).items as Record<string, unknown>[];
  expect(await board()).toEqual([]);
  offices.setNow('2026-11-06T02:00:00Z');
  expect(await board()).toMatchObject([{ kind: 'assistance', id, agency: 'GAJ', state: 'due-soon' }]);
  offices.setNow('2026-11-11T02:00:00Z');
  for (const by of [registrar, police])
    expect(await board(by)).toMatchObject([
      { id, subjectName: '示*协', dueOn: '2026-11-09', state: 'overdue', workingDaysLate: 2 },
    ]);
  for (const _ of [1, 2]) await offices.asked();
  offices.setNow('2026-11-25T02:00:00Z');
  const first = await offices.read(registrar, '/supervision?kind=assistance&limit=2');
  const rest = await offices.read(registrar, `/supervision?kind=assistance&limit=2&after=${first.next}`);
  expect([first.items.length, rest.items.length, first.items[0].id]).toEqual([2, 1, id]);
  const letter = await offices.post(registrar, '/supervision/letters', { agency: 'GAJ' });
  expect([letter.status, (await letter.json()).items.length]).toEqual([201, 3]);
  await offices.step(police, id, 'answer', found);
  expect((await board()).map((item) => item.id)).not.toContain(id);
});

test('a term that runs into a year without a calendar is counted again once its holidays are known', async () => {
  const offices = await makeOffices('2026-12-29T02:00:00Z');
  const id = await offices.asked();
  const due = async () => (await offices.read(offices.police, `/assistance/${id}`)).due;
  expect(await due()).toMatchObject({ on: '2027-01-05', provisional: true });
  await addMissingYear(
    offices.deps.db,
    {
      year: 2027,
      source: '示例通知',
      holidays: [['元旦', '2027-01-01', '2027-01-03']],
      workdays: [],
    },
    '2026-12-29T02:00:00Z',
  );
  try {
    offices.setNow('2026-12-30T00:30:00Z');
    await jobNamed('remind-assistance').run(offices.deps, offices.deps.clock.now());
    expect(await due()).toMatchObject({ on: '2027-01-06', provisional: false });
  } finally {
    await offices.query('delete from calendar_years where year = 2027');
  }
});
