import type { SideListing, SideRecord } from './file-side.store.ts';
import type { CandidateRow } from './merge.table.ts';

export type Side = {
  id: number;
  kind: string;
  name: string;
  otherNames: readonly string[];
  region: string;
  identifiers: readonly { type: string; code: string }[];
  recordCount: number;
  liveListingCount: number;
  knownSince: string;
};
export type Pair = CandidateRow & { subjects: readonly Side[] };
export type FullSide = Side & { records: readonly SideRecord[]; listings: readonly SideListing[] };
export type FullPair = CandidateRow & { subjects: readonly FullSide[] };
