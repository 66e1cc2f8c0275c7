import type { CaseNoun } from '../cases/case-noun.ts';
import { findRepair, type RepairRow, searchRepairs } from './repair.store.ts';
import { type RepairLine, repairOut } from './repair-out.ts';
import { repairStateWords } from './repair-words.rules.ts';

export const repairCase: CaseNoun<RepairRow, RepairLine> = {
  kind: 'repair',
  find: findRepair,
  search: searchRepairs,
  out: repairOut,
  stateWords: repairStateWords,
};
