import { sql } from 'drizzle-orm';
import type { Day } from '../../kernel/day.ts';
import type { Calendar } from '../../kernel/working-days.ts';
import { type Db, type DbRow, json, rows, type Statement } from '../../platform/door/db.ts';
import type { CalendarDay, LoadedCalendarYear } from './calendar.table.ts';
import { daysOf, type YearNotice } from './year-notice.rules.ts';

const addDaysOf = (db: Db, year: number, days: readonly CalendarDay[]) =>
  db.execute(sql`insert into calendar_days (day, year, kind, name)
    select d.day, ${year}::int, d.kind, d.name
    from jsonb_to_recordset(${json(days)}::text::jsonb) d(day date, kind text, name text)`);

// A year once loaded stays as the deployment edited it.
export const addMissingYear = async (db: Db, notice: YearNotice, at: string): Promise<void> => {
  const added = await rows(
    db,
    sql`insert into calendar_years (year, source, loaded_at)
    values (${notice.year}, ${notice.source}, ${at}::timestamptz) on conflict do nothing returning year`,
  );
  if (added.length > 0) await addDaysOf(db, notice.year, daysOf(notice));
};

// The year's own row is the lock: of two who load it at once the second replaces what the first has loaded.
export const saveYear = async (
  tx: Db,
  { year, source, days }: { year: number; source: string; days: readonly CalendarDay[] },
  at: string,
): Promise<void> => {
  await tx.execute(sql`insert into calendar_years (year, source, loaded_at)
    values (${year}, ${source}, ${at}::timestamptz)
    on conflict (year) do update set source = excluded.source, loaded_at = excluded.loaded_at`);
  await tx.execute(sql`delete from calendar_days where year = ${year}`);
  await addDaysOf(tx, year, days);
};

export const listYears = (db: Db) =>
  rows<LoadedCalendarYear>(
    db,
    sql`select y.year, y.source, to_char(y.loaded_at at time zone 'UTC',
      'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "loadedAt",
      coalesce((select jsonb_agg(jsonb_build_object('day', d.day, 'kind', d.kind, 'name', d.name)
      order by d.day)
        from calendar_days d where d.year = y.year), '[]') as days
    from calendar_years y order by y.year`,
  );

export const findYear = async (
  db: Db,
  year: number,
): Promise<{ source: string; days: CalendarDay[] } | null> => {
  const [found] = (await listYears(db)).filter((one) => one.year === year);
  return found ? { source: found.source, days: found.days } : null;
};

const CALENDAR_QUERY = `select y.year, d.day::text as day, d.kind from calendar_years y
  left join calendar_days d on d.year = y.year`;

const calendarOf = (found: readonly DbRow[]): Calendar => ({
  years: new Set(found.map((row) => Number(row.year))),
  holidays: new Set(found.filter((row) => row.kind === 'holiday').map((row) => row.day as Day)),
  makeupWorkdays: new Set(found.filter((row) => row.kind === 'workday').map((row) => row.day as Day)),
});

export const readCalendar = async (run: Statement): Promise<Calendar> =>
  calendarOf(await run(CALENDAR_QUERY, []));

// Inside a transaction: on PGlite a statement beside it would wait for its end for ever.
export const calendarIn = (db: Db): Promise<Calendar> => readCalendar((text) => rows(db, sql.raw(text)));
