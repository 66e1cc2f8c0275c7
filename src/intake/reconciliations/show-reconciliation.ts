import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { findFedSource, type Named } from './find-fed-source.step.ts';
import { type Reason, type Reconciliation, summaryOf } from './reconciliation.rules.ts';
import { countFacts, listItems } from './reconciliation.store.ts';
import { receiptOfSummary } from './summary-receipt.ts';

type Question = Named & {
  reason?: Reason | undefined;
  limit: number;
  after?: string | undefined;
};
// Compares the source's last whole list with what the registry counts, and gives each difference with its
// reason.
export const showReconciliation = (ctx: Ctx, question: Question): Promise<Reconciliation> =>
  look(ctx, 'reconciliation.show', async (tx) => {
    const after = readCursor(cursors.sectionAndPlace, question.after) ?? ([0, '', 0] as const);
    const { agency, agencyName, ...source } = await findFedSource({ ctx, tx }, question);
    const at = ctx.clock.now().toISOString();
    const facts = await countFacts(tx, source);
    const summary = summaryOf({ agency, catalog: source.catalog, at }, facts);
    const found = await listItems(tx, source, { reason: question.reason, after, limit: question.limit });
    const { items, next } = page(found, question.limit, ({ section, batchId, no }) => [section, batchId, no]);
    const receipt = receiptOfSummary(summary, ctx.vault.sign);
    const audit = {
      agency,
      catalog: source.catalog,
      batch: summary.lastFull?.batchId ?? null,
      sourceCount: summary.sourceCount,
      registryCount: summary.registryCount,
    };
    return { value: { agencyName, summary, receipt, items, next }, audit };
  });
