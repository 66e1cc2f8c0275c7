import { readFileSync } from 'node:fs';
import { CalendarYearIn, CalendarYearNo } from '../../src/law/calendar/calendar.schema.ts';
import { listCalendar } from '../../src/law/calendar/list-calendar.ts';
import { loadCalendarYear } from '../../src/remedy/cases/load-calendar-year.ts';
import { asOperator } from './as-operator.ts';
import { checkedInput } from './checked-input.ts';
import { type Command, UsageFault } from './command.ts';

const jsonIn = (file: string): Record<string, unknown> => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new UsageFault(`读不出 ${file}：应为 JSON，含 source、holidays [{name, from, to}]、workdays`);
  }
};

export const calendarCommands: readonly Command[] = [
  {
    name: 'calendar load',
    about: '载入或更改一年的节假日与调休安排，并重新计算涉及该年的办理期限',
    words: ['年度', '文件.json'],
    options: {},
    run: async ({ env, words: [no = '', file = ''] }) => {
      const { year } = CalendarYearNo.parse(checkedInput(CalendarYearNo, { year: no }));
      const { holidays, ...notice } = CalendarYearIn.parse(checkedInput(CalendarYearIn, jsonIn(file)));
      const spans = holidays.map(({ name, from, to }) => [name, from, to] as const);
      const loaded = await asOperator(env, (ctx) =>
        loadCalendarYear(ctx, { year, ...notice, holidays: spans }),
      );
      const text = `已载入 ${year} 年 ${loaded.days} 天；重新计算期限 ${loaded.settled} 项，仍属暂定 ${loaded.provisional} 项`;
      return { text, json: loaded };
    },
  },
  {
    name: 'calendar list',
    about: '列出已载入的年度；超出这些年度的期限为暂定',
    options: {},
    run: async ({ env }) => {
      const years = await asOperator(env, listCalendar);
      const text = years.map(({ year, source, days }) => `${year} ${days.length} 天 ${source}`).join('\n');
      return { text, json: years };
    },
  },
];
