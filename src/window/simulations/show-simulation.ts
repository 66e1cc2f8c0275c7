import { Problem } from '../../kernel/problems.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { latestSimulation, type SimulationRow } from './simulation.store.ts';

export const showSimulation = async (ctx: Ctx, version: number): Promise<SimulationRow> => {
  permit(ctx, 'rule-set.simulate');
  const found = await latestSimulation(ctx.db, version);
  if (!found) throw new Problem('simulation.unknown');
  return found;
};
