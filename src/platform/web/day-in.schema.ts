import { z } from '@hono/zod-openapi';
import { type Day, isDay } from '../../kernel/day.ts';

// 本市设定: the years in which a day that a caller writes may lie. Terms of months are added to it, and neither
// our calendar nor the database's has a year 0 or 10000.
const [FIRST, LAST] = ['1900-01-01', '2199-12-31'];
const MOST_HOURS_OFF = 14;

const isReckonable = (text: string): text is Day => isDay(text) && text >= FIRST && text <= LAST;

const isInstant = (text: string): boolean =>
  isReckonable(text.slice(0, 10)) && Number(/[+-](\d\d):\d\d$/.exec(text)?.[1] ?? 0) <= MOST_HOURS_OFF;

export const dayIn = z.iso
  .date()
  .refine(isReckonable, '请填写 1900 年至 2199 年之间存在的日期，例如 2026-11-24');

export const instantIn = z.iso
  .datetime({ offset: true })
  .refine(isInstant, '请填写 1900 年至 2199 年之间的时刻，例如 2026-11-24T10:00:00+08:00');
