import { addDays, type Day, day, daysBetween } from '../../src/kernel/day.ts';

export const daysBefore = (today: Day, count: number): Day => addDays(today, -count);
export const slashed = (on: Day): string => on.replaceAll('-', '/');
// Spreadsheets count from 1899-12-30.
export const excelSerial = (on: Day): number => daysBetween(day('1899-12-30'), on);
