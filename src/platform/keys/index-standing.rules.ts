import type { Fault } from '../../kernel/problems.ts';
import { keyFault } from './master-key.rules.ts';

// missing: files looked at that hold fewer numbers than were written to them.
// isExact: every file was looked at.
export type IndexReading = { keyId: string | null; missing: number; isExact: boolean; isFaulty: boolean };

export const indexIncomplete: Fault = {
  code: 'index.incomplete',
  message:
    '主体号码索引（subject_identifiers）不完整，可能查不到已列入名单的主体：请从备份恢复该表，再执行 npm run cli -- migrate。',
};

// Nothing that is found, or not found, may be told while this names a fault. A sample that
// finds nothing clears nothing.
export const indexFaultsOf = (reading: IndexReading, keyId: string): Fault[] => [
  ...(reading.keyId === keyId ? [] : [keyFault(reading.keyId === null ? 'key.none' : 'key.mismatch')]),
  ...(reading.missing > 0 || (reading.isFaulty && !reading.isExact) ? [indexIncomplete] : []),
];

export const noteOf = ({ missing, isExact, isFaulty }: IndexReading): 'found' | 'cleared' | null => {
  if (missing > 0) return isFaulty ? null : 'found';
  return isExact && isFaulty ? 'cleared' : null;
};
