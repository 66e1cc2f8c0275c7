import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { fallenGrounds, findCheck } from '../checks/check.store.ts';
import { codeOf, receiptOf, signatureOf } from '../checks/check-receipt.rules.ts';
import { validityOf } from '../checks/check-validity.ts';
import { groundsOf } from '../checks/shown-check.rules.ts';

// Tells anyone who holds the sheet whether it is genuine and still counts, and nothing about a person. A row
// changed in the database by other means no longer fits the code and is not confirmed.
export const genuineCheck = async (ctx: Ctx, input: { no: string; code: string }) => {
  const row = await findCheck(ctx.db, input.no);
  const signature = row && signatureOf(row, ctx.vault.sign);
  const typed = input.code.trim().toUpperCase();
  const isGenuine =
    row &&
    (signature === null || codeOf(signature ?? '') === row.verifyCode) &&
    (sameText(row.verifyCode, typed) || sameText(signature ?? row.verifyCode, typed));
  if (!isGenuine) return null;
  const today = dayOf(ctx.clock.now());
  const fallen = await fallenGrounds(ctx.db, groundsOf(row.facts), today);
  return {
    no: row.no,
    decidedAt: row.decidedAt,
    outcome: row.outcome,
    validity: await validityOf(ctx.db, row, { today, fallen }),
    receipt: receiptOf(row, ctx.vault.sign),
  };
};

export const verifyCheck = async (ctx: Ctx, input: { no: string; code: string }) => {
  const found = await genuineCheck(ctx, input);
  if (!found) throw new Problem('check.unknown');
  return found;
};

const sameText = (a: string, b: string) => {
  let difference = a.length ^ b.length;
  for (let at = 0; at < a.length; at++) difference |= a.charCodeAt(at) ^ b.charCodeAt(at);
  return difference === 0;
};
