import { Problem } from '../../kernel/problems.ts';
import type { LawFault } from './setting-faults.rules.ts';

// The first fault names the refusal; errors tells every one.
export const refuseFaults = (faults: readonly LawFault[]): void => {
  const [first] = faults;
  if (first) throw new Problem(first.code, { detail: first.message, errors: faults });
};
