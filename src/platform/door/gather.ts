import { isOfAll } from './database-faults.ts';

type Waiting<I, O> = { item: I; done: (value: O) => void; failed: (cause: unknown) => void };
type Gathering<I, O> = { waiting: Waiting<I, O>[]; isClosed: boolean };
// makeRoom: called when a group no longer needs the front of the line, so that the next
// one may start while it ends.
type Run<I, O> = (items: readonly I[], makeRoom: () => void) => Promise<readonly O[]>;

const gatherings = new WeakMap<object, Map<object, Gathering<unknown, unknown>>>();

// Collects what is asked at the same moment of one database into groups of at most `most`; one
// group at a time is in front. If a group fails, each member is tried alone, so that one bad item
// never spoils its neighbours. Where the database went, or has no room, all fail at once: nobody knows
// whether the group was kept, and a second try would keep it twice; besides, each would wait for the
// connection in turn.
export const gather = <I, O>(database: object, kind: object, most: number, run: Run<I, O>) => {
  const kinds = gatherings.get(database) ?? new Map();
  gatherings.set(database, kinds);
  const here: Gathering<I, O> = kinds.get(kind) ?? { waiting: [], isClosed: false };
  kinds.set(kind, here);

  const settle = async (group: readonly Waiting<I, O>[], makeRoom: () => void): Promise<void> => {
    try {
      const answers = await run(
        group.map(({ item }) => item),
        makeRoom,
      );
      for (const [place, { done }] of group.entries()) done(answers[place] as O);
    } catch (cause) {
      if (group.length === 1 || isOfAll(cause)) for (const { failed } of group) failed(cause);
      else for (const member of group) await settle([member], () => {});
    }
  };
  const next = () => {
    if (here.isClosed || here.waiting.length === 0) return;
    here.isClosed = true;
    let isRoomMade = false;
    const makeRoom = () => {
      if (isRoomMade) return;
      isRoomMade = true;
      here.isClosed = false;
      next();
    };
    void settle(here.waiting.splice(0, most), makeRoom).finally(makeRoom);
  };
  return (item: I): Promise<O> =>
    new Promise((done, failed) => {
      here.waiting.push({ item, done, failed });
      // After this round of the event loop: what arrived in one read of the sockets goes together.
      if (here.waiting.length === 1) setImmediate(next);
    });
};
