type Waiting<I, O> = { item: I; done: (value: O) => void; failed: (cause: unknown) => void };
type Gathering<I, O> = { waiting: Waiting<I, O>[]; underway: number };

// Two groups at a time: while the database works on one, the next one fills.
const UNDERWAY_AT_MOST = 2;
const gatherings = new WeakMap<object, Map<object, Gathering<unknown, unknown>>>();

// Collects what is asked at the same moment of one database into groups of at most `most`.
// If a group fails, each member is tried alone, so that one bad item never spoils its neighbours.
export const gather = <I, O>(
  database: object,
  kind: object,
  most: number,
  run: (items: readonly I[]) => Promise<readonly O[]>,
) => {
  const kinds = gatherings.get(database) ?? new Map();
  gatherings.set(database, kinds);
  const here: Gathering<I, O> = kinds.get(kind) ?? { waiting: [], underway: 0 };
  kinds.set(kind, here);

  const settle = async (group: readonly Waiting<I, O>[]): Promise<void> => {
    try {
      const answers = await run(group.map(({ item }) => item));
      for (const [place, { done }] of group.entries()) done(answers[place] as O);
    } catch (cause) {
      if (group.length === 1) group[0]?.failed(cause);
      else for (const member of group) await settle([member]);
    }
  };
  const next = () => {
    while (here.underway < UNDERWAY_AT_MOST && here.waiting.length > 0) {
      here.underway += 1;
      void settle(here.waiting.splice(0, most)).finally(() => {
        here.underway -= 1;
        next();
      });
    }
  };
  return (item: I): Promise<O> =>
    new Promise((done, failed) => {
      here.waiting.push({ item, done, failed });
      if (here.waiting.length === 1) queueMicrotask(next);
    });
};
