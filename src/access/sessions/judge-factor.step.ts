import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { sha256Hex } from '../../platform/keys/hash.ts';
import { isTimeCode, typedCode } from '../passwords/one-time-code.rules.ts';
import type { SigningRow } from '../staff/staff.store.ts';
import { factorPurpose } from './next-step.step.ts';
import {
  dropStepsOf,
  keepFactor,
  keepRecoveryCodes,
  spendRecoveryCode,
  spendTimeCode,
} from './second-factor.store.ts';
import { newRecoveryCodes, stepOfCode } from './time-code.ts';

type Inside = { ctx: Ctx; tx: Db };

const recoveryHash = (staffId: string, code: string) => sha256Hex(`recovery:${staffId}:${typedCode(code)}`);

const openSecret = (ctx: Ctx, staffId: string, sealed: Uint8Array) =>
  ctx.vault.open(sealed, factorPurpose(staffId));

// Is this the person's device, or one of their recovery codes? Either serves once.
export const judgeFactor = async (
  { ctx, tx }: Inside,
  { id, factor }: Pick<SigningRow, 'id' | 'factor'>,
  typed: string,
): Promise<'time-code' | 'recovery-code' | null> => {
  if (!factor) return null;
  const code = typedCode(typed);
  if (!isTimeCode(code))
    return (await spendRecoveryCode(tx, id, recoveryHash(id, code))) ? 'recovery-code' : null;
  const step = stepOfCode(await openSecret(ctx, id, factor), code, ctx.clock.now());
  return step !== null && (await spendTimeCode(tx, id, step)) ? 'time-code' : null;
};

export const renewCodes = async ({ ctx, tx }: Inside, staffId: string): Promise<string[]> => {
  const codes = newRecoveryCodes(ctx.randomBytes);
  await keepRecoveryCodes(
    tx,
    staffId,
    codes.map((code) => recoveryHash(staffId, code)),
  );
  return codes;
};

// The first code proves that the device holds the secret: the factor stands from now on. Null: it does not.
export const enrolFactor = async (
  inside: Inside,
  { staffId, sealed }: { staffId: string; sealed: Uint8Array },
  typed: string,
): Promise<string[] | null> => {
  const { ctx, tx } = inside;
  const now = ctx.clock.now();
  const step = stepOfCode(await openSecret(ctx, staffId, sealed), typedCode(typed), now);
  if (step === null) return null;
  await keepFactor(tx, { staffId, sealed, lastStep: step, enrolledAt: now.toISOString() });
  await dropStepsOf(tx, staffId);
  return renewCodes(inside, staffId);
};
