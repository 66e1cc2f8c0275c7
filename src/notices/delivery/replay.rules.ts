import { digestsOf, type To } from '../relay/digest.rules.ts';
import { REPLAY_LANE } from '../relay/relay-plan.rules.ts';

export type CarriedNotice = {
  id: string;
  seq: number;
  size: number;
  // The delivery that carried it first; none for what was only ever fetched.
  delivery: { id: string; firstSeq: number; lastSeq: number; replays: number } | null;
};

type Replay = {
  id: string;
  subscriptionId: string;
  lane: number;
  kind: 'replay';
  firstSeq: number;
  lastSeq: number;
  urgent: boolean;
  replayOf: string | null;
  replayNo: number;
};

const neighbours = (notices: readonly CarriedNotice[]): CarriedNotice[][] => {
  const runs: CarriedNotice[][] = [];
  for (const notice of notices) {
    const run = runs.at(-1);
    if (run && run.at(-1)?.seq === notice.seq - 1) run.push(notice);
    else runs.push([notice]);
  }
  return runs;
};

// Each delivery is repeated whole under the webhook-id it had: a receiver that keeps those ids recognises it.
// Notices that no delivery carried before go out in new batches.
export const replaysOf = (notices: readonly CarriedNotice[], to: To, newId: () => string): Replay[] => {
  const common = { subscriptionId: to.id, lane: REPLAY_LANE, kind: 'replay', urgent: false } as const;
  const carried = new Map(
    notices.flatMap(({ delivery }) => (delivery ? [[delivery.id, delivery] as const] : [])),
  );
  const repeated = [...carried.values()].map(({ id, firstSeq, lastSeq, replays }) => ({
    ...common,
    id: newId(),
    firstSeq,
    lastSeq,
    replayOf: id,
    replayNo: replays + 1,
  }));
  const fetched = neighbours(notices.filter(({ delivery }) => delivery === null))
    .flatMap((run) => digestsOf(run, to, newId))
    .map(({ id, firstSeq, lastSeq }) => ({
      ...common,
      id,
      firstSeq,
      lastSeq,
      replayOf: null,
      replayNo: 1,
    }));
  return [...repeated, ...fetched].sort((a, b) => a.firstSeq - b.firstSeq);
};
