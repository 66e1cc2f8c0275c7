import type { Day } from '../../kernel/day.ts';
import { spell } from '../checks/check-number.rules.ts';

// BG20261124-7K3M9Q2A, spelled like a check's number: what a clerk reads aloud must not be misheard.
export const newReportNo = (on: Day, random8: Uint8Array): string =>
  `BG${on.replaceAll('-', '')}-${spell(random8)}`;

// What proves a report: 50 random bits that only the sheet carries.
export const newVerifyCode = (random10: Uint8Array): string => spell(random10);
