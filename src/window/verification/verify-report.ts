import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { sha256Hex } from '../../platform/keys/hash.ts';
import { reportEnds } from '../reports/report.rules.ts';
import { findReport } from '../reports/report.store.ts';

// Tells anyone who is handed a report whether it is genuine and recent, and nothing about its subject. Codes
// are compared by their digests.
export const genuineReport = async (ctx: Ctx, input: { no: string; code: string }) => {
  const row = await findReport(ctx.db, input.no);
  const given = sha256Hex(input.code.trim().toUpperCase());
  if (!row || sha256Hex(row.verifyCode) !== given) return null;
  const today = dayOf(ctx.clock.now());
  const validDays = (await settingsOn(ctx.db, today))('report.validity');
  return {
    no: row.no,
    madeAt: row.madeAt,
    valid: today < reportEnds(dayOf(new Date(row.madeAt)), validDays),
  };
};

export const verifyReport = async (ctx: Ctx, input: { no: string; code: string }) => {
  const found = await genuineReport(ctx, input);
  if (!found) throw new Problem('report.unknown');
  return found;
};
