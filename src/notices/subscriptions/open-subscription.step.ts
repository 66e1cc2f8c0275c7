import { dayOf } from '../../kernel/day.ts';
import { measuresOn } from '../../law/measures/measure.store.ts';
import { settingValuesOn } from '../../law/rulebook/rulebook.store.ts';
import { isGone, isPassing } from '../../platform/door/database-faults.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { askingListings } from '../../registry/ledger/ledger.store.ts';
import { flagsOf } from '../../registry/listings/listing-flags.store.ts';
import { bytesOf, digestsOf } from '../relay/digest.rules.ts';
import { insertDeliveries } from '../relay/lane.store.ts';
import { type Flags, restsAmong, withRemaining } from '../relay/lift-reach.rules.ts';
import { type Match, matchEvents } from '../relay/match-events.rules.ts';
import { insertNotices, openIdentities } from '../relay/notice.store.ts';
import { type RenderedNotice, renderNotice } from '../relay/notice-row.rules.ts';
import { openingState } from '../relay/relay.store.ts';
import { isToldFull, sifted } from '../relay/set-aside.step.ts';
import { insertSetAside, type SetAside } from '../relay/set-aside.store.ts';
import type { Subscriber } from './subscription.rules.ts';

const ROWS_AT_ONCE = 1000;

export type OpeningState = {
  openedWith: readonly number[];
  notices: readonly RenderedNotice[];
  aside: readonly SetAside[];
};

type Said = { settings: ReadonlyMap<string, number>; flags: Flags };

const rendered = async (ctx: Ctx, tx: Db, matches: readonly Match[], { settings, flags }: Said) => {
  const ids = matches.filter(isToldFull).map(({ event }) => event.subjectId);
  const identities = await openIdentities(tx, ctx.vault, [...new Set(ids)]);
  return matches.map((match, place) =>
    renderNotice(
      { ...match, id: ctx.newId(), seq: place + 1 },
      {
        isInitial: true,
        supersedes: [],
        flags: flags.get(match.event.payload.listingId) ?? [],
        settings,
        identity: identities.get(match.event.subjectId) ?? null,
        source: ctx.config.publicUrl,
        deliveryId: null,
      },
    ),
  );
};

// A notice that cannot be rendered is set aside: it keeps nobody from subscribing.
const renderOpening = async (ctx: Ctx, tx: Db, matches: readonly Match[], said: Said) => {
  try {
    return { notices: await rendered(ctx, tx, matches, said), aside: [] };
  } catch (error) {
    if (isPassing(error) || isGone(error)) throw error;
    const { renderable, aside } = await sifted(tx, ctx, matches, { ...said, isCareful: true });
    return { notices: await rendered(ctx, tx, renderable, said), aside };
  }
};

// The current matching state, as notices 1…n.
export const readOpening = async (ctx: Ctx, tx: Db, subscriber: Subscriber): Promise<OpeningState> => {
  const { waiting, events } = await openingState(tx);
  const today = dayOf(ctx.clock.now());
  const matched = matchEvents(events, [subscriber], await measuresOn(tx, today));
  const flags = await flagsOf(
    tx,
    matched.map(({ event }) => event.payload.listingId),
  );
  const rests = restsAmong(
    matched.map(({ event }) => event),
    flags,
  );
  const ofWhom = [...new Set(rests.map(({ subjectId }) => subjectId))];
  const live = ofWhom.length > 0 ? await askingListings(tx, ofWhom, today) : [];
  const matches = withRemaining(matched, { live, flags });
  const settings = await settingValuesOn(tx, today);
  return { openedWith: waiting, ...(await renderOpening(ctx, tx, matches, { settings, flags })) };
};

// At-once subscribers get their opening state in batches behind the ping; the others with their first digest.
export const writeOpening = async (
  ctx: Ctx,
  tx: Db,
  { subscriber, notices, aside }: OpeningState & { subscriber: Subscriber },
) => {
  const at = ctx.clock.now().toISOString();
  const sized = notices.map(({ id, seq, body }) => ({ id, seq, size: bytesOf(body) }));
  const isPushed = subscriber.hasEndpoint && subscriber.schedule.kind === 'at-once';
  const digests = isPushed ? digestsOf(sized, subscriber, ctx.newId) : [];
  const deliveryOf = new Map(digests.flatMap((digest) => digest.notices.map((id) => [id, digest.id])));
  const placed = notices.map((notice) => ({ ...notice, deliveryId: deliveryOf.get(notice.id) ?? null }));
  if (digests.length > 0) await insertDeliveries(tx, digests, at);
  for (let from = 0; from < placed.length; from += ROWS_AT_ONCE)
    await insertNotices(tx, placed.slice(from, from + ROWS_AT_ONCE), { vault: ctx.vault, at });
  if (aside.length > 0) await insertSetAside(tx, aside);
};
