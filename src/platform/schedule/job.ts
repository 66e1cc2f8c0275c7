import { operatorActor } from '../door/actor.ts';
import type { Ctx, Deps, Queue } from '../door/deps.ts';

// cron is in Shanghai time; queue names the poke that runs the job before its next slot.
// A job without a cron runs only for schedules with a key of their own, '<name>:<key>'.
export type Job = {
  name: string;
  cron: string | null;
  missed: 'once' | 'all' | 'skip';
  queue?: Queue;
  // A run of a queue's job takes new work for so long; what it then still waits for holds up no other run.
  besideAfterMs?: number;
  // Runs even while subjects cannot be looked up (assure-index.ts).
  runsBlind?: boolean;
  run(deps: Deps, slot: Date, key?: string): Promise<void>;
};

// A job acts through the same door as a person, under its own name.
export const asJob = (deps: Deps, name: string): Ctx => ({
  ...deps,
  actor: operatorActor(`job:${name}`),
  requestId: deps.newId(),
});
