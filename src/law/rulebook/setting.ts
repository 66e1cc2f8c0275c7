import { day } from '../../kernel/day.ts';

// The settings of a fresh installation count from this day, unless its own law begins later.
export const FIRST_DAY = day('2020-01-01');

/**
 * The effect of a law on one day: stated, never reckoned. The tests run it through the rule that reads the
 * setting.
 */
export type LawExample = { given: string; when: string; result: string };

export type Setting = {
  key: string;
  value: number;
  unit:
    | 'months'
    | 'working-days'
    | 'days'
    | 'minutes'
    | 'years'
    | 'count'
    | 'percent'
    | 'per-second'
    | 'per-minute'
    | 'per-day'
    // 1 轻微, 2 一般, 3 严重.
    | 'class'
    | 'ten-thousand-yuan';
  basis: string;
  from?: string;
  example?: LawExample;
};
