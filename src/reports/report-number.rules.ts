import { newVerifyCode } from '../checks/check-number.rules.ts';
import type { Day } from '../kernel/day.ts';

// BG20261124-7K3M9Q2A, spelled like a check's number: what a clerk reads aloud must not be misheard.
export const newReportNo = (on: Day, random8: Uint8Array): string =>
  `BG${on.replaceAll('-', '')}-${newVerifyCode(random8)}`;
