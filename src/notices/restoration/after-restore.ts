import { lastWitnessed } from '../../access/audit/last-witnessed.ts';
import { markRestored } from '../../access/audit/mark-restored.step.ts';
import { dayOf } from '../../kernel/day.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { holdPublishing } from '../../public/public-lists/public-change.store.ts';
import { publicLists } from '../../public/public-lists/public-list.rules.ts';
import { waitRelayLock } from '../relay/relay.store.ts';
import {
  holdNumbers,
  openAuditSegment,
  raiseFloors,
  raisePublicLists,
  raiseSequences,
  raiseStreams,
  raiseSubscriptions,
  tellListingsAgain,
} from './raise-numbers.store.ts';
import { epochAfter, PRINTED_RAISED_BY, RAISED_BY } from './restoration.rules.ts';
import {
  insertRestoration,
  keepKnownNumbers,
  listForgotten,
  listRestorationRows,
} from './restoration.store.ts';

// After a back-up was restored: no number is given out a second time, every subscription opens its next epoch
// with what is so, and the trail begins a segment whose first line says why. One transaction: killed
// half-way, nothing was done.
export const afterRestore = async (ctx: Ctx, asked: { epoch?: number; document?: string }) => {
  const witnessed = await lastWitnessed(ctx);
  const value = await act(ctx, 'restoration.declare', async (tx) => {
    await waitRelayLock(tx);
    await holdPublishing(tx);
    const { epoch, times } = must(epochAfter((await listRestorationRows(tx))[0], asked.epoch));
    const [now, by] = [ctx.clock.now(), RAISED_BY * times];
    const at = now.toISOString();
    await holdNumbers(tx);
    await raiseSequences(tx, by);
    await keepKnownNumbers(tx, by);
    const subscriptions = await raiseSubscriptions(tx, { epoch, by });
    await raiseStreams(tx, by);
    const lists = publicLists.map(({ code }) => code);
    await raisePublicLists(tx, { lists, by, at });
    await raiseFloors(tx, { by: PRINTED_RAISED_BY * times, year: Number(dayOf(now).slice(0, 4)) });
    const firstSeal = await openAuditSegment(tx, { epoch, by, at, opener: ctx.actor.by });
    const document = asked.document ?? null;
    await markRestored(tx, ctx, { kind: 'restored', epoch, firstSeal, witnessed, document });
    const listings = await tellListingsAgain(tx, at);
    await insertRestoration(tx, { epoch, at, by: ctx.actor.by, raisedBy: by, listingCount: listings });
    const [made] = await listRestorationRows(tx);
    const counts = { epoch, raisedBy: by, subscriptions, listings };
    return {
      value: { ...counts, knownUntil: made?.knownUntil ?? null, forgotten: await listForgotten(tx) },
      audit: { ...counts, knownUntil: made?.knownUntil ?? null, document },
      events: [],
    };
  });
  ctx.poke('notices');
  return value;
};
