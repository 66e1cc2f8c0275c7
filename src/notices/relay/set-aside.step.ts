import { isGone, isPassing } from '../../platform/door/database-faults.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Deps } from '../../platform/door/deps.ts';
import type { Flags } from './lift-reach.rules.ts';
import type { Match } from './match-events.rules.ts';
import { openIdentities } from './notice.store.ts';
import { renderNotice } from './notice-row.rules.ts';
import type { RelaySubscriber } from './relay.store.ts';
import { pairKey } from './relay-plan.rules.ts';
import { insertSetAside, type SetAside } from './set-aside.store.ts';

export const isToldFull = ({ subscriber, event }: Match): boolean =>
  subscriber.identityBasis !== null && event.payload.subjectKind === 'person';

type Rendered = { flags: Flags; settings: ReadonlyMap<string, number> };

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown');

// Why a match cannot be rendered; null when it can. The identity is opened alone, so that it fails alone.
export const unrenderable = async (
  tx: Db,
  deps: Pick<Deps, 'vault' | 'config' | 'log'>,
  match: Match,
  { flags, settings }: Rendered,
): Promise<string | null> => {
  try {
    const { subjectId, payload } = match.event;
    const found = isToldFull(match) ? await openIdentities(tx, deps.vault, [subjectId]) : null;
    const identity = found?.get(subjectId) ?? null;
    const placing = { isInitial: false, supersedes: [], deliveryId: null, source: deps.config.publicUrl };
    renderNotice(
      { ...match, id: '', seq: 0 },
      { ...placing, identity, settings, flags: flags.get(payload.listingId) ?? [] },
    );
    return null;
  } catch (error) {
    if (isPassing(error) || isGone(error)) throw error;
    const about = { subscription: match.subscriber.id, eventId: match.event.id };
    deps.log('error', 'notice.set-aside', { ...about, error });
    return nameOf(error);
  }
};

type Sifting = Rendered & { stuck?: ReadonlySet<string>; isCareful: boolean };

/**
 * In the order of one subject, for one subscription: behind a notice that is set aside the later ones wait
 * too.
 */
export const sifted = async (
  tx: Db,
  deps: Deps,
  matches: readonly Match[],
  { stuck: before, isCareful, ...rendered }: Sifting,
): Promise<{ renderable: readonly Match[]; aside: readonly SetAside[] }> => {
  const stuck = new Set(before);
  const renderable: Match[] = [];
  const aside: SetAside[] = [];
  for (const match of matches) {
    const { subscriber, event } = match;
    const key = pairKey(subscriber.id, event.subjectId);
    const about = { subscriptionId: subscriber.id, eventId: event.id, subjectId: event.subjectId };
    const fault = isCareful && !stuck.has(key) ? await unrenderable(tx, deps, match, rendered) : null;
    if (fault !== null || stuck.has(key)) aside.push({ ...about, fault: fault ?? 'behind' });
    else renderable.push(match);
    if (fault !== null) stuck.add(key);
  }
  return { renderable, aside };
};

/** Gives what can be told now. */
export const putStuckAside = async (
  tx: Db,
  deps: Deps,
  matches: readonly Match[],
  { subscribers, ...sifting }: Sifting & { subscribers: readonly RelaySubscriber[] },
): Promise<readonly Match[]> => {
  const stuck = new Set(subscribers.flatMap(({ id, stuck: of }) => [...of].map((s) => pairKey(id, s))));
  if (stuck.size === 0 && !sifting.isCareful) return matches;
  const { renderable, aside } = await sifted(tx, deps, matches, { ...sifting, stuck });
  if (aside.length > 0) await insertSetAside(tx, aside);
  return renderable;
};
