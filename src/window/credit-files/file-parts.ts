import type { ListingFlag } from '../../registry/listings/listing.rules.ts';

// The parts of one file, as the database gives them.
export type FileSubject = {
  id: number;
  // The lookup that found it.
  foundAt: 1 | 2 | 3;
  kind: string;
  name: string;
  dissolvedOn: string | null;
  formerNames: string[];
  identifiers: { type: string; code: string | null }[];
};
export type FileRecord = {
  id: number;
  catalog: string;
  sourceNo: string;
  version: number;
  state: string;
  class: string | null;
  decidedOn: string;
  publishedUntil: string | null;
  authority: string;
  documentNo: string | null;
  isDisputed: boolean;
  isUnderAppeal: boolean;
  isStayed: boolean;
  fields: Record<string, unknown>;
  agency: string;
  batchId: string | null;
  batchRow: number | null;
  knownFrom: string;
  knownUntil: string | null;
};
export type FileListing = {
  id: number;
  list: string;
  kind: 'severe' | 'honour';
  state: string;
  authority: string;
  documentNo: string | null;
  reason: string;
  listedOn: string;
  dueOn: string | null;
  endedOn: string | null;
  isDisputed: boolean;
  flags: readonly ListingFlag[];
  isUnderAppeal: boolean;
  isStayed: boolean;
  measuresUntil: string | null;
  measuresEndedOn: string | null;
  knownFrom: string;
};
export type FileRepair = {
  id: number;
  recordId: number;
  listingId: number | null;
  state: string;
  appliedOn: string;
  dueOn: string | null;
  restoredOn: string | null;
};
export type FileDispute = Omit<FileRepair, 'appliedOn' | 'restoredOn'> & {
  raisedOn: string;
  effect: string | null;
  note: string | null;
};
export type FileAppeal = Pick<FileRepair, 'id' | 'recordId' | 'listingId' | 'state'> & {
  kind: string;
  authority: string;
  caseNo: string;
  startedOn: string;
  endedOn: string | null;
};
export type FoundFile = {
  subject: FileSubject | null;
  records: FileRecord[];
  listings: FileListing[];
  repairs: FileRepair[];
  disputes: FileDispute[];
  appeals: FileAppeal[];
};
