import { addDays, dayOf } from '../kernel/day.ts';
import { Problem } from '../kernel/problems.ts';
import type { Ctx } from '../platform/deps.ts';
import { settingsOn } from '../rulebook/rulebook.store.ts';
import { findCheck } from './check.store.ts';

// For anyone who holds the sheet: is it genuine, and does it still count? Nothing about a person.
export const verifyCheck = async (ctx: Ctx, input: { no: string; code: string }) => {
  const row = await findCheck(ctx.db, input.no);
  if (!row || !sameText(row.verify_code, input.code.trim().toUpperCase())) throw new Problem('check.unknown');
  const today = dayOf(ctx.clock.now());
  const validDays = (await settingsOn(ctx.db, today))('check.validity');
  const lastDay = addDays(dayOf(new Date(row.decided_at)), validDays);
  return { no: row.no, decidedAt: row.decided_at, outcome: row.outcome, valid: today < lastDay };
};

const sameText = (a: string, b: string) => {
  let difference = a.length ^ b.length;
  for (let at = 0; at < a.length; at++) difference |= a.charCodeAt(at) ^ b.charCodeAt(at);
  return difference === 0;
};
