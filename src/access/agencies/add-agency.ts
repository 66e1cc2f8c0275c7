import { type Day, day, dayOf } from '../../kernel/day.ts';
import { checkIdentifier } from '../../kernel/identifiers.ts';
import { Problem } from '../../kernel/problems.ts';
import { act, permit } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { forgetKeys } from '../keys/api-key.ts';
import type { AgencyIn } from './agency.schema.ts';
import { findAgency, findHolder, holdSuccessions, insertAgency } from './agency.store.ts';
import { takeOver } from './take-over.step.ts';

/**
 * A credit code is one agency's; one that was renamed keeps it, where the new agency is told to succeed the old one.
 * Errors: agency.duplicate, agency.uscc, agency.uscc-taken, agency.unknown, agency.successor.
 */
export const addAgency = async (ctx: Ctx, input: AgencyIn) => {
  const { succeeds } = input;
  if (succeeds) permit(ctx, 'agency.succeed');
  const added = await act(ctx, 'agency.add', async (tx) => {
    await holdSuccessions(tx);
    const row = rowOf(input, ctx.clock.now());
    const before = succeeds && (await predecessorOf(tx, succeeds.agency));
    await assureFree(tx, { ...row, predecessorId: before?.id });
    // The old agency is its own successor for a moment, so that the code is free for the new one.
    if (before) await takeOver(tx, before, { successorId: before.id, from: succeeds.from });
    const value = await insertAgency(tx, row);
    if (!value) throw new Problem('agency.duplicate');
    if (before) await takeOver(tx, before, { successorId: value.id, from: succeeds.from });
    const about = { agency: value.code, roles: value.roles, catalogs: value.catalogs };
    return { value, audit: { ...about, ...(succeeds ? { succeeds } : {}) }, events: [] };
  });
  if (succeeds) forgetKeys(ctx);
  return added;
};

const rowOf = (input: AgencyIn, now: Date) => {
  const today: Day = dayOf(now);
  const checked = checkIdentifier('uscc', input.uscc, { today });
  if (!checked.ok) throw new Problem('agency.uscc', { detail: checked.message });
  return {
    code: input.code,
    name: input.name,
    uscc: checked.value.code,
    region: input.region ?? '000000',
    roles: input.roles,
    catalogs: input.catalogs ?? [],
    validFrom: input.validFrom ? day(input.validFrom) : today,
    validUntil: input.validUntil ? day(input.validUntil) : null,
    createdAt: now.toISOString(),
  };
};

const predecessorOf = async (tx: Db, code: string) => {
  const before = await findAgency(tx, code);
  if (!before) throw new Problem('agency.unknown');
  if (before.successorId === null) return before;
  const detail = '该单位已由另一单位承继，不能再次承继；请核对原单位代码。';
  throw new Problem('agency.successor', { detail });
};

type Wanted = { code: string; uscc: string; predecessorId: number | undefined };

const assureFree = async (tx: Db, { code, uscc, predecessorId }: Wanted) => {
  if (await findAgency(tx, code)) throw new Problem('agency.duplicate');
  const holder = await findHolder(tx, uscc, predecessorId);
  if (!holder) return;
  const detail = `该统一社会信用代码已登记在 ${holder.code} ${holder.name} 名下。请核对代码；该单位更名或撤并的，请填写 succeeds（原单位代码与承继日期），一并登记承继。`;
  throw new Problem('agency.uscc-taken', { detail });
};
