import { writeWithdrawal } from '../../intake/rows/withdrawn-rows.step.ts';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { must } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import { end } from '../../registry/listings/listing-move.rules.ts';
import { moveListings } from '../../registry/listings/move-listings.step.ts';
import { fallDecision } from '../../registry/records/fall-decision.step.ts';
import { stepRecord } from '../../registry/records/record.rules.ts';
import { moveRecords } from '../../registry/records/record.store.ts';
import type { CaseTarget } from '../cases/case-target.step.ts';
import type { DisputeEffect } from './dispute.rules.ts';

type At = { ctx: Ctx; tx: Db };
type Upheld = { effect: DisputeEffect; ground: string; documentNo: string | undefined };

// Basis: 本市设定，参照浙江省公共信用信息管理条例第三十条（删除、更正、补充、停止披露）
export const takeEffect = async (at: At, target: CaseTarget, decision: Upheld): Promise<NewEvent[]> => {
  switch (decision.effect) {
    case 'delete':
      return deleteTarget(at, target, decision);
    case 'stop':
      return stopTarget(at, target, decision.ground);
    case 'correct':
    case 'add':
      return [];
  }
};

// The source unit may have withdrawn the record meanwhile by itself; its decision falls all the same.
const deleteTarget = async ({ ctx, tx }: At, { record }: CaseTarget, { ground, documentNo }: Upheld) => {
  const twins = await fallDecision({ ctx, tx }, record, { documentNo, ground });
  if (record.state === 'withdrawn') return twins;
  must(stepRecord(record.state, 'withdraw'));
  const catalog = findCatalog(record.catalog);
  if (!catalog) throw new Problem('catalog.unknown');
  const stamp = { at: ctx.clock.now().toISOString(), batchId: null };
  const seen = [{ id: record.id, version: record.version }];
  return twins.concat(await writeWithdrawal({ ctx, tx, catalog, stamp }, seen, ground));
};

// The record is over its term: it goes to the archive, which serves nobody, and a listing that still stands
// expires.
const stopTarget = async ({ ctx, tx }: At, { record, listing }: CaseTarget, ground: string) => {
  const unpublished =
    record.state === 'unpublished' ? record.state : must(stepRecord(record.state, 'end-publicity'));
  const to = must(stepRecord(unpublished, 'archive'));
  const seen = [{ id: record.id, version: record.version }];
  if ((await moveRecords(tx, { to, at: ctx.clock.now().toISOString() }, seen)).length === 0)
    throw new Problem('record.stale');
  if (listing?.state !== 'listed') return [];
  const move = end(listing.state, { on: dayOf(ctx.clock.now()), state: 'expired', ground });
  return moveListings({ ctx, tx, basis: findCatalog(listing.list)?.basis }, [{ listing, move }]);
};
