import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { addCaseSteps } from '../cases/case.store.ts';
import { noDue } from '../cases/case-due.rules.ts';
import { moveRepair } from './repair.rules.ts';
import { holdSyncing, saveRepairs } from './repair.store.ts';

export type LiftConfirmation = { id: number; awaiting: string[] };

// A case is closed when every department that was notified of the listing has confirmed its lift. Until then
// the case names those that have not.
// Basis: 信用修复管理办法（发展改革委令第36号）第三条；本市设定，参照上海市优化营商环境条例第六十七条
export const completeRepairs = (ctx: Ctx, confirmations: readonly LiftConfirmation[]): Promise<number> =>
  act(ctx, 'repair.complete', async (tx) => {
    const syncing = await holdSyncing(
      tx,
      confirmations.map(({ id }) => id),
    );
    const awaiting = new Map(confirmations.map((one) => [one.id, one.awaiting]));
    const changed = syncing.map((row) => ({ ...row, awaiting: awaiting.get(row.id) ?? row.awaiting }));
    const done = changed.filter((row) => row.awaiting.length === 0);
    const open = changed.filter((row) => row.awaiting.length > 0);
    const closed = done.map((row) => ({
      ...row,
      ...noDue,
      state: must(moveRepair(row, 'complete')),
    }));
    await saveRepairs(tx, [...open, ...closed]);
    const at = ctx.clock.now().toISOString();
    const steps = done.map(({ id, state }) => ({
      caseId: id,
      step: 'complete',
      from: state,
      to: 'completed',
      reason: null,
      documentNo: null,
      agency: '登记系统',
      by: '登记系统',
      at,
      actor: ctx.actor.by,
    }));
    await addCaseSteps(tx, 'repair', steps);
    return {
      value: done.length,
      audit: { completed: done.map(({ id }) => id), awaiting: open.map(({ id }) => id) },
      events: [],
    };
  });
