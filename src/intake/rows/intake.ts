import type { Catalog, RowContext } from '../../law/catalogs/catalog.ts';
import type { Db } from '../../platform/door/db.ts';
import type { AgencyRef, Ctx } from '../../platform/door/deps.ts';
import type { Feed } from '../../registry/records/fed-by.ts';
import type { InTime } from '../feeds/feed-tally.rules.ts';
import type { BatchRow } from '../uploads/batch.table.ts';

// Everything that one agency's rows of one catalogue are read, judged and written by.
export type Intake = {
  ctx: Ctx;
  catalog: Catalog;
  agency: AgencyRef;
  // The agencies whose duties this one took over: it may correct their records too.
  heirTo: readonly number[];
  settings: ReadonlyMap<string, number>;
  context: RowContext;
  // Null where the law sets no term for reporting.
  inTime: InTime | null;
};

// An intake within one transaction.
export type Run = Intake & {
  tx: Db;
  feed: Feed;
  stamp: { at: string; batchId: string | null };
  isDryRun: boolean;
  isWholeList: boolean;
};

export const runOf = (intake: Intake, tx: Db, batch?: Pick<BatchRow, 'id' | 'mode'>): Run => ({
  ...intake,
  tx,
  feed: { agencyId: intake.agency.id, catalog: intake.catalog.code, heirTo: intake.heirTo },
  stamp: { at: intake.ctx.clock.now().toISOString(), batchId: batch?.id ?? null },
  isDryRun: batch?.mode === 'dry-run',
  isWholeList: batch?.mode === 'full',
});
