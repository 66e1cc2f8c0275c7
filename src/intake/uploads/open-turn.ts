import { Problem } from '../../kernel/problems.ts';
import type { Deps } from '../../platform/door/deps.ts';
import {
  type ClaimedBatch,
  claimBatch,
  extendLease,
  isBrokenFileWaiting,
  isNewFileWaiting,
} from './batch-lease.store.ts';
import { keepingLease } from './batch-lease.ts';
import { TurnOver, type WorkTurn } from './turn.ts';

const TURN_MS = 5_000;

type Opening = {
  lease: ClaimedBatch;
  isTimeUp: () => boolean;
  serve: (claimed: ClaimedBatch, turn: WorkTurn) => Promise<void>;
};

// One file at a time is read, and others are served between its steps; its rows stay read. A new file waits
// for one step, a file of an agency that was served before waits for a turn. A file that broke off before is
// never worked beside another: it could end the worker and so both.
export const openTurn = (deps: Deps, { lease, isTimeUp, serve }: Opening): WorkTurn => {
  const except = [lease.agencyId];
  const instant = () => deps.clock.now().getTime();
  const moment = () => deps.clock.now().toISOString();
  let startedAt = instant();
  const isLong = () => instant() - startedAt > TURN_MS;
  const nextOther = () =>
    isTimeUp()
      ? undefined
      : claimBatch(deps.db, {
          token: deps.newId(),
          startedAt: moment(),
          beside: { except, isNew: !isLong() },
        });
  const serveOthers = async () => {
    for (let other = await nextOther(); other; other = await nextOther()) {
      const turn = shortTurn(deps, { isTimeUp, except: [...except, other.agencyId] });
      await keepingLease(deps, lease, () => serve(other, turn));
      startedAt = instant();
      if (!(await extendLease(deps.db, lease))) throw new Problem('batch.stage');
    }
  };
  let serving: Promise<void> | undefined;
  const giveWay = () => {
    serving ??= serveOthers().finally(() => {
      serving = undefined;
    });
    return serving;
  };
  return {
    whileReading: giveWay,
    isOver: async () => {
      const wasLong = isLong();
      await giveWay();
      return isTimeUp() || (wasLong && (await isBrokenFileWaiting(deps.db, lease.agencyId)));
    },
  };
};

// The turn of a file that is served beside another ends after its time, or as soon as a new file comes.
const shortTurn = (
  deps: Deps,
  { isTimeUp, except }: { isTimeUp: () => boolean; except: readonly number[] },
): WorkTurn => {
  const startedAt = deps.clock.now().getTime();
  const isOver = async () => {
    const now = deps.clock.now();
    if (isTimeUp() || now.getTime() - startedAt > TURN_MS) return true;
    return isNewFileWaiting(deps.db, { except });
  };
  const whileReading = async () => {
    if (await isOver()) throw new TurnOver();
  };
  return { whileReading, isOver };
};
