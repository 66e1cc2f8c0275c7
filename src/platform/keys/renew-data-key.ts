import { act, type Outcome } from '../door/act.ts';
import type { Ctx } from '../door/deps.ts';
import { addDataKey, findUnfinished, holdDataKeys } from './data-key.store.ts';
import { DATA_KEY_BYTES, keyIdOf } from './data-key.ts';
import { loadKeys, unwrapped, wrappedAs } from './load-keys.ts';
import { KeyFault, keySentences } from './master-key.rules.ts';

export type Renewal = { no: number; isNew: boolean };

// A further data key, which seals from now on. While the rows of the last one are still being sealed anew there is
// none: a change that was broken off goes on.
export const renewDataKey = async (ctx: Ctx): Promise<Renewal> => {
  const { ring } = ctx.vault;
  const unfinished = await findUnfinished(ctx.db);
  const made = unfinished ? { no: unfinished, isNew: false } : await makeNext(ctx);
  await loadKeys(ring, ctx.statement);
  return made;
};

const makeNext = (ctx: Ctx): Promise<Renewal> =>
  act(ctx, 'data-key.renew', async (tx): Promise<Outcome<Renewal>> => {
    const { ring } = ctx.vault;
    const last = (await holdDataKeys(tx)).at(-1);
    // The next key stands under the same master key.
    const master = last && ring.masters.find(({ opens }) => opens(last.wrappedBy));
    if (!last || !master) throw new KeyFault(keySentences['key.mismatch']);
    const unfinished = await findUnfinished(tx);
    if (unfinished)
      return {
        value: { no: unfinished, isNew: false },
        audit: { no: unfinished, part: 'again' },
        events: [],
      };
    const key = crypto.getRandomValues(new Uint8Array(DATA_KEY_BYTES));
    const named = { no: last.no + 1, keyId: keyIdOf(key), suite: ring.crypto.suite };
    const wrapped = { wrapped: await master.wrap(key, wrappedAs(named)), wrappedBy: master.id };
    await unwrapped(ring, { ...named, ...wrapped });
    await addDataKey(tx, { ...named, ...wrapped, at: ctx.clock.now().toISOString(), by: ctx.actor.by });
    return {
      value: { no: named.no, isNew: true },
      audit: { no: named.no, keyId: named.keyId, part: 'made' },
      events: [],
    };
  });
