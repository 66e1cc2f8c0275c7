import type { SideListing, SideRecord } from './file-side.store.ts';
import type { CandidateRow } from './merge.table.ts';

export type FileSide = {
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
export type Pair = CandidateRow & { subjects: readonly FileSide[] };
export type FullSide = FileSide & { records: readonly SideRecord[]; listings: readonly SideListing[] };
export type FullPair = CandidateRow & { subjects: readonly FullSide[] };
