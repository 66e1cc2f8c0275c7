import { isKeyOf } from '../../kernel/own-keys.ts';
import type { FeedState } from './feed-freshness.rules.ts';

export const feedStateWords: Record<FeedState, { tone: 'good' | 'bad' | 'warn' | 'calm'; word: string }> = {
  fresh: { tone: 'good', word: '正常' },
  due: { tone: 'warn', word: '应报' },
  overdue: { tone: 'bad', word: '逾期' },
  never: { tone: 'calm', word: '从未报送' },
};

export const isFeedState = (text: string | undefined): text is FeedState =>
  text !== undefined && isKeyOf(feedStateWords, text);

// A feed is late when it is overdue, or when its first term passed and nothing ever came.
export const isLate = ({ daysLate }: { daysLate: number }): boolean => daysLate > 0;

export const periodText = ({ periodFrom, periodTo }: { periodFrom: string | null; periodTo: string }) =>
  periodFrom === null ? `至 ${periodTo}` : `${periodFrom} 至 ${periodTo}`;

const MONTHS_OFFERED = 12;

// Gives the month of a day and those before it, newest first, as YYYY-MM.
export const monthsBack = (today: string): string[] => {
  const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
  return Array.from({ length: MONTHS_OFFERED }, (_, back) => {
    const at = months - back;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
};
