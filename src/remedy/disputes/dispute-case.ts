import type { CaseNoun } from '../cases/case-noun.ts';
import { type DisputeRow, findDispute, searchDisputes } from './dispute.store.ts';
import { type DisputeLine, disputeOut } from './dispute-out.ts';
import { disputeStateWords } from './dispute-words.rules.ts';

export const disputeCase: CaseNoun<DisputeRow, DisputeLine> = {
  kind: 'dispute',
  find: findDispute,
  search: searchDisputes,
  out: disputeOut,
  stateWords: disputeStateWords,
};
