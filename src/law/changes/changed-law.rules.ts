import type { CalendarDay } from '../calendar/calendar.table.ts';
import type { Measure } from '../measures/measure.rules.ts';

export type SettingRow = { key: string; value: number; basis: string; validFrom: string };
// The rule by which a severe list counts today, and the versions that wait to take its place.
export type ListRule = { version: number; basis: string | null; waiting: number[] };

// The part of the law that a change touches, as it stood when it was drafted.
export type ChangedLaw = {
  settings?: SettingRow[];
  editions?: { edition: number; from: string }[];
  measures?: Measure[];
  year?: { source: string; days: CalendarDay[] } | null;
  rule?: ListRule | null;
};

export const valuesOn = (rows: readonly SettingRow[], on: string): ReadonlyMap<string, number> =>
  new Map(
    rows
      .filter(({ validFrom }) => validFrom <= on)
      .toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
      .map(({ key, value }) => [key, value]),
  );
