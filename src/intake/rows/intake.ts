import type { Catalog } from '../../law/catalogs/catalog.ts';
import type { Db } from '../../platform/door/db.ts';
import type { AgencyRef, Ctx } from '../../platform/door/deps.ts';
import type { Feed } from '../../registry/records/record.store.ts';
import type { InTime } from '../feeds/feed-tally.rules.ts';
import type { PreparedRow } from '../reading/prepared-row.rules.ts';
import type { SameRow } from '../reading/read-chunks.ts';
import type { Lease } from '../uploads/batch.store.ts';
import type { BatchMode } from '../uploads/batch.table.ts';
import type { RefusedRow } from './row-faults.rules.ts';

// inTime: from which day of decision a record that comes today is in time, where the law sets a term.
// heirTo: whose records besides its own a row may correct.
export type Feeding = {
  catalog: Catalog;
  agency: AgencyRef;
  inTime?: InTime | null;
  heirTo?: readonly number[];
};
export type Chunk = {
  lease: Lease & { until: string };
  mode: BatchMode;
  rows: readonly PreparedRow[];
  refused: readonly RefusedRow[];
  same: readonly SameRow[];
  nextRow: number;
};
// precondition: a single record may only be written over the version that its writer has seen. It is not asked where
// nothing would change: a request that is repeated because its answer was lost finds its work done.
export type Intake = {
  rows: readonly PreparedRow[];
  precondition?: (version: number | undefined) => void;
};

// One intake on its way through one transaction.
export type Run = Feeding & {
  ctx: Ctx;
  tx: Db;
  feed: Feed;
  stamp: { at: string; batchId: string | null };
  isDryRun: boolean;
  isWholeList: boolean;
};

export const runOf = (
  ctx: Ctx,
  tx: Db,
  { catalog, agency, heirTo = [], chunk }: Feeding & { chunk?: Chunk },
): Run => ({
  ctx,
  tx,
  catalog,
  agency,
  feed: { agencyId: agency.id, catalog: catalog.code, heirTo },
  stamp: { at: ctx.clock.now().toISOString(), batchId: chunk?.lease.id ?? null },
  isDryRun: chunk?.mode === 'dry-run',
  isWholeList: chunk?.mode === 'full',
});
