import { workUploads } from '../intake/uploads/work-uploads.driver.ts';
import type { Deps } from '../platform/door/deps.ts';
import { runLoop } from './run-loop.ts';

// Another process may have taken an upload without poking us.
const LOOK_EVERY_MS = 1000;

export type Imports = { wake(): void; stop(): Promise<void> };

// Works the queue of uploads where it is called: in this process over the embedded database, else in a thread
// of its own. A stop ends it after the chunk under way; the batch goes on from there in the next process.
export const importHere = (deps: Deps): Imports => {
  let isStopping = false;
  const loop = runLoop(() => workUploads(deps, { isTimeUp: () => isStopping }), {
    onFault: (error) => deps.log('error', 'job.failed', { job: 'work-batches', error }),
  });
  const timer = setInterval(loop.wake, LOOK_EVERY_MS);
  return {
    wake: loop.wake,
    stop: () => {
      isStopping = true;
      clearInterval(timer);
      return loop.idle();
    },
  };
};
