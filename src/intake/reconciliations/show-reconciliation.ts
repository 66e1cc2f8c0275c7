import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { findSource, type Named } from './find-source.step.ts';
import { receiptOfSummary } from './receipt.rules.ts';
import { type ItemRow, type Reason, type Summary, summaryOf } from './reconciliation.rules.ts';
import { countFacts, listItems } from './reconciliation.store.ts';

export type Question = Named & {
  reason?: Reason | undefined;
  limit: number;
  after?: string | undefined;
};
export type Reconciliation = {
  agencyName: string;
  summary: Summary;
  receipt: string;
  items: ItemRow[];
  next: string | null;
};

// What the source's last whole list says beside what the registry counts, and each difference with its reason.
export const showReconciliation = (ctx: Ctx, question: Question): Promise<Reconciliation> =>
  look(ctx, 'reconciliation.show', async (tx) => {
    const after = readCursor(cursors.sectionAndPlace, question.after) ?? ([0, '', 0] as const);
    const { agency, agencyName, ...source } = await findSource({ ctx, tx }, question);
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
