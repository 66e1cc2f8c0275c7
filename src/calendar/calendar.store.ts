import { sql } from 'drizzle-orm';
import { addDays, type Day, day } from '../kernel/day.ts';
import type { Calendar } from '../kernel/working-days.ts';
import { type Db, json, type Row, rows, type Statement } from '../platform/db.ts';
import type { YearNotice } from './holidays.ts';

const daysOf = (notice: YearNotice) => [
  ...notice.holidays.flatMap(([name, from, to]) => {
    const days: { day: Day; kind: string; name: string | null }[] = [];
    for (let at = day(from); at <= day(to); at = addDays(at, 1))
      days.push({ day: at, kind: 'holiday', name });
    return days;
  }),
  ...notice.workdays.map((at) => ({ day: day(at), kind: 'workday', name: null })),
];

// A year once loaded stays as the deployment edited it.
export const addMissingYear = async (db: Db, notice: YearNotice, at: string): Promise<void> => {
  const added = await rows(
    db,
    sql`insert into calendar_years (year, source, loaded_at)
    values (${notice.year}, ${notice.source}, ${at}::timestamptz) on conflict do nothing returning year`,
  );
  if (added.length === 0) return;
  await db.execute(sql`insert into calendar_days (day, year, kind, name)
    select d.day, ${notice.year}, d.kind, d.name from jsonb_to_recordset(${json(daysOf(notice))}::text::jsonb) d(day date, kind text, name text)`);
};

const CALENDAR_QUERY = `select y.year, d.day::text as day, d.kind from calendar_years y left join calendar_days d on d.year = y.year`;

const calendarOf = (found: readonly Row[]): Calendar => ({
  years: new Set(found.map((row) => Number(row.year))),
  holidays: new Set(found.filter((row) => row.kind === 'holiday').map((row) => row.day as Day)),
  makeupWorkdays: new Set(found.filter((row) => row.kind === 'workday').map((row) => row.day as Day)),
});

export const readCalendar = async (run: Statement): Promise<Calendar> =>
  calendarOf(await run(CALENDAR_QUERY, []));

// Inside a transaction: on PGlite a statement beside it would wait for its end for ever.
export const calendarIn = (db: Db): Promise<Calendar> => readCalendar((text) => rows(db, sql.raw(text)));
