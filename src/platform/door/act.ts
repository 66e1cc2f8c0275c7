import { Problem } from '../../kernel/problems.ts';
import type { Ruling } from '../../kernel/ruling.ts';
import { addAgencyEvents, type NewAgencyEvent } from './agency-events.ts';
import { addAuditLines } from './audit-line.ts';
import { isCollision, isUnanswered } from './database-faults.ts';
import type { Db } from './db.ts';
import type { Ctx } from './deps.ts';
import { earlierAnswer, keepAnswer } from './kept-answers.ts';
import { addEvents, type NewEvent } from './outbox.ts';
import type { Permission } from './permissions.ts';

export type About = { subjectId?: number | null } & Record<string, unknown>;
export type Outcome<T> = {
  value: T;
  audit: About;
  events: readonly NewEvent[];
  agencyEvents?: readonly NewAgencyEvent[];
};

// THE ONE DOOR: may → transaction → step → audit line → outbox events. The type makes the audit part
// compulsory. With an Idempotency-Key the first answer is kept, encrypted, in the same transaction, and a
// repeat replays it. A step that collides with another is made again, so it changes nothing but its
// transaction.
export const act = async <T>(
  ctx: Ctx,
  action: Permission,
  step: (tx: Db) => Promise<Outcome<T>>,
): Promise<T> => {
  permit(ctx, action);
  let told = false;
  const leaveLine = (tx: Db, about: About) =>
    addAuditLines(tx, [{ at: ctx.clock.now(), actor: ctx.actor, requestId: ctx.requestId, action, about }]);
  const work = async (tx: Db) => {
    const earlier = await earlierAnswer<T>(ctx, action, tx);
    if (earlier) {
      // Somebody else of the agency reads what another was answered.
      if (earlier.by !== ctx.actor.by) await leaveLine(tx, { replayOf: earlier.by });
      return earlier.value;
    }
    const outcome = await step(tx);
    await leaveLine(tx, outcome.audit);
    const { events, agencyEvents = [] } = outcome;
    told = events.length > 0 || agencyEvents.length > 0;
    await addEvents(tx, ctx.clock.now(), events);
    await addAgencyEvents(tx, ctx.clock.now(), agencyEvents);
    await keepAnswer(ctx, action, tx, outcome.value);
    return outcome.value;
  };
  const value = await afterCollisions(() => ctx.db.transaction(work)).catch((error) =>
    keptAfterAll<T>(ctx, action, error),
  );
  if (told) ctx.poke('notices');
  return value;
};

// Where the answer to the commit was lost, nobody knows whether it was kept: the key tells. Not kept, the
// asker comes again with the same key.
const keptAfterAll = async <T>(ctx: Ctx, action: Permission, error: unknown): Promise<T> => {
  if (!ctx.idempotency || !isUnanswered(error)) throw error;
  const kept = await ctx.db.transaction((tx) => earlierAnswer<T>(ctx, action, tx)).catch(() => undefined);
  if (!kept) throw error;
  return kept.value;
};

const TRIES = 3;

const afterCollisions = async <T>(step: () => Promise<T>): Promise<T> => {
  for (let triesLeft = TRIES - 1; ; triesLeft--) {
    try {
      return await step();
    } catch (error) {
      if (triesLeft === 0 || !isCollision(error)) throw error;
    }
  }
};

// A look at a person's credit data is an act without events.
export const look = <T>(
  ctx: Ctx,
  action: Permission,
  step: (tx: Db) => Promise<{ value: T; audit: About }>,
): Promise<T> =>
  act({ ...ctx, idempotency: undefined }, action, async (tx) => ({ ...(await step(tx)), events: [] }));

type Page = { items: readonly unknown[] };

/** A page of a list about people: one line, with what it was asked for and how many it showed. */
export const lookAtPage = <P extends Page>(
  ctx: Ctx,
  action: Permission,
  filter: Record<string, unknown>,
  read: (tx: Db) => Promise<P>,
): Promise<P> =>
  look(ctx, action, async (tx) => {
    const value = await read(tx);
    return { value, audit: { ...filter, count: value.items.length } };
  });

// The guard for what needs a permission but leaves no line: catalogues, one's own batches, boards.
export const permit = (ctx: Ctx, action: Permission): void => {
  if (!ctx.actor.may.has(action))
    throw new Problem(ctx.actor.by === 'anonymous' ? 'access.unauthenticated' : 'access.denied');
};

export const must = <T>(ruling: Ruling<T>): T => {
  if (!ruling.ok) throw new Problem(ruling.code, { detail: ruling.detail });
  return ruling.value;
};
