import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { verifierKeyOf } from './note-signing.ts';

export const showTrailKey = async (ctx: Ctx) => {
  permit(ctx, 'audit.witness');
  return { verifierKey: verifierKeyOf(await ctx.vault.signer()) };
};
