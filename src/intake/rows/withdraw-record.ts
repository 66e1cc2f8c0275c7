import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { namesVersion } from '../../platform/web/entity-tag.rules.ts';
import { stepRecord } from '../../registry/records/record.rules.ts';
import type { RecordRow } from '../../registry/records/record.table.ts';
import { findOwnRecord } from '../../registry/records/record-view.store.ts';
import { retried } from './retried.ts';
import { withdrawBySource } from './withdrawn-by-source.step.ts';

export type Withdrawal = { catalog: string; sourceNo: string; reason: string; ifMatch: string | undefined };

export const withdrawRecord = (ctx: Ctx, withdrawal: Withdrawal): Promise<RecordRow> =>
  retried(() => withdraw(ctx, withdrawal));

// A repeated withdrawal finds its work done, whichever version it names.
const withdraw = (ctx: Ctx, withdrawal: Withdrawal): Promise<RecordRow> =>
  act(ctx, 'record.withdraw', async (tx) => {
    const catalog = findCatalog(withdrawal.catalog);
    const today = dayOf(ctx.clock.now());
    const key = { agencyId: ctx.actor.agency?.id ?? 0, today, ...withdrawal };
    const record = await findOwnRecord(tx, key);
    if (!catalog || !record) throw new Problem('record.unknown');
    const { id, version, subjectId } = record;
    const about = { catalog: catalog.code, record: id, subjectId, reason: withdrawal.reason };
    if (record.state === 'withdrawn')
      return { value: record, audit: { ...about, isRepeat: true }, events: [] };
    if (withdrawal.ifMatch !== undefined && !namesVersion(withdrawal.ifMatch, version))
      throw new Problem('record.precondition');
    must(stepRecord(record.state, 'withdraw'));
    const stamp = { at: ctx.clock.now().toISOString(), batchId: null };
    const { events, held } = await withdrawBySource(
      { ctx, tx, catalog, stamp },
      [{ id, version }],
      withdrawal.reason,
    );
    const value = (await findOwnRecord(tx, key)) ?? record;
    return { value, audit: held > 0 ? { ...about, isHeld: true } : about, events };
  });
