import { Problem } from '../../kernel/problems.ts';

const TRIES = 5;

// Repeats a step when somebody else wrote the same row meanwhile, two writers locked each other out, or the
// lock of a merge or of a frozen process was not given up in time.
export const retried = async <T>(step: () => Promise<T>): Promise<T> => {
  for (let triesLeft = TRIES; ; triesLeft--) {
    try {
      return await step();
    } catch (error) {
      if (triesLeft <= 1 || !isInTheWay(error)) throw error;
    }
  }
};

const isInTheWay = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error instanceof Problem) return error.code === 'record.stale';
  return /^(40001|40P01|55P03)$/.test(`${(error as { code?: string }).code}`) || isInTheWay(error.cause);
};
