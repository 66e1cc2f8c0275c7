import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { Matter } from './matter.rules.ts';
import { publishEdition } from './publish-edition.step.ts';

// The shortest that may be said of a matter; the rest is filled in by a later edition.
export type MatterLoaded = Pick<Matter, 'code' | 'name' | 'department' | 'basis' | 'riskClass'> & {
  isCommitmentAllowed: boolean;
};

export const loadMatters = (ctx: Ctx, matters: readonly MatterLoaded[]) =>
  act(ctx, 'matter.load', async (tx) => {
    const named = matters.map(
      ({ isCommitmentAllowed, ...matter }): Matter => ({
        ...matter,
        list: isCommitmentAllowed ? 'commitment' : 'retained',
        kind: 'proof',
        item: null,
        issuingUnit: null,
        replacement: null,
        replacementNote: null,
        noticeText: null,
        commitmentText: null,
      }),
    );
    const published = await publishEdition({ ctx, tx }, named, { name: '随系统载入', mode: 'append' });
    return { value: { count: matters.length }, audit: { count: matters.length, ...published }, events: [] };
  });
