import type { Measure } from './measure.rules.ts';

export type StillAsked = { measure: string; lists: readonly string[] };

/**
 * The measures of a listing that another live listing of the subject still asks, with the lists that ask.
 * Basis: 国办发〔2020〕49号：a measure ends with the listing it follows from, and with no other
 */
export const stillAsked = (
  measures: readonly Pick<Measure, 'code' | 'lists'>[],
  liveLists: readonly string[],
): StillAsked[] =>
  measures.flatMap(({ code, lists }) => {
    const asking = [...new Set(liveLists)].filter((list) => lists.includes(list)).sort();
    return asking.length > 0 ? [{ measure: code, lists: asking }] : [];
  });
