import { writeWithdrawal } from '../../intake/rows/withdrawn-rows.step.ts';
import { Problem } from '../../kernel/problems.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import { fallDecision } from '../../registry/records/fall-decision.step.ts';
import { stepRecord } from '../../registry/records/record.rules.ts';
import type { CaseTarget } from './case-target.step.ts';

/**
 * The decision falls: its record is withdrawn and its listing revoked. The source unit may have withdrawn the
 * record meanwhile, or its retention may be over; the decision falls all the same.
 * Basis: 国办发〔2020〕49号第（八）项；行政处罚法第四十八条
 */
export const deleteTarget = async (
  { ctx, tx }: { ctx: Ctx; tx: Db },
  { record }: CaseTarget,
  { ground, documentNo }: { ground: string; documentNo: string | undefined },
): Promise<NewEvent[]> => {
  const twins = await fallDecision({ ctx, tx }, record, { documentNo, ground });
  if (!stepRecord(record.state, 'withdraw').ok) return twins;
  const catalog = findCatalog(record.catalog);
  if (!catalog) throw new Problem('catalog.unknown');
  const stamp = { at: ctx.clock.now().toISOString(), batchId: null };
  const seen = [{ id: record.id, version: record.version }];
  const gone = { words: ground, removal: 'revoked' } as const;
  return twins.concat(await writeWithdrawal({ ctx, tx, catalog, stamp }, seen, gone));
};
