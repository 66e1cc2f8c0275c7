import type { Catalog } from '../catalogs/catalog.ts';
import type { Db } from '../platform/db.ts';
import type { AgencyRef, Ctx } from '../platform/deps.ts';
import type { BatchMode, Lease } from './batch.store.ts';
import type { PreparedRow } from './prepared-row.rules.ts';
import type { RefusedRow } from './row-faults.rules.ts';

export type Chunk = {
  lease: Lease & { until: string };
  mode: BatchMode;
  refused: readonly RefusedRow[];
  nextRow: number;
};
export type Intake = {
  catalog: Catalog;
  agency: AgencyRef;
  rows: readonly PreparedRow[];
  chunk: Chunk | null;
  // A single record may only be written over the version that its writer has seen.
  precondition?: (version: number | undefined) => void;
};

// One intake on its way through one transaction.
export type Run = {
  ctx: Ctx;
  tx: Db;
  catalog: Catalog;
  agency: AgencyRef;
  feed: { agencyId: number; catalog: string };
  stamp: { at: string; batchId: string | null };
  isDryRun: boolean;
};
