import { act } from '../door/act.ts';
import type { Ctx } from '../door/deps.ts';
import { holdDataKeys, rewrapKey } from './data-key.store.ts';
import { unwrapped, wrappedAs } from './load-keys.ts';
import { KeyFault, keySentences } from './master-key.rules.ts';
import type { WrappingKey } from './wrapping-key.ts';

export type Rewrapped = { keys: number; rewrapped: number; masterKey: string };

// Every data key under a new master key, or none: what they sealed, indexed and signed stays as it is.
export const rewrapKeys = (ctx: Ctx, to: WrappingKey): Promise<Rewrapped> => {
  if (to.isWeak) throw new KeyFault(keySentences['key.weak']);
  return act(ctx, 'master-key.rotate', async (tx) => {
    const kept = await holdDataKeys(tx);
    const due = kept.filter(({ wrappedBy }) => wrappedBy !== to.id);
    for (const key of due) {
      const wrapped = await to.wrap(await unwrapped(ctx.vault.ring, key), wrappedAs(key));
      await unwrapped({ ...ctx.vault.ring, masters: [to] }, { ...key, wrapped, wrappedBy: to.id });
      await rewrapKey(tx, { no: key.no, wrapped, wrappedBy: to.id });
    }
    const value = { keys: kept.length, rewrapped: due.length, masterKey: to.id };
    const from = [...new Set(due.map(({ wrappedBy }) => wrappedBy))];
    return { value, audit: { ...value, from }, events: [] };
  });
};
