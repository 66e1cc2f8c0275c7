import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Deps, Queue } from '../platform/door/deps.ts';
import type { Imports } from './imports.ts';

const STOP_WITHIN_MS = 7_000;
const RESTART_AFTER_MS = 1_000;

// Tells V8 when to tidy up; a file that needs more than this ends the thread, never the service.
const resourceLimits = { maxOldGenerationSizeMb: 224, maxYoungGenerationSizeMb: 24 };

// A chunk's rows outlive the young generation. V8 would start with so little room for them that it
// tidied up at every chunk, which took a third of the import's processor time; the thread's heap
// takes the flag as it is made.
const FIRST_TIDYING_AT_MB = 64;

// Beside this file: as it is in development, bundled in production.
const openThread = ({ config }: Deps): Worker => {
  setFlagsFromString(`--initial-old-space-size=${FIRST_TIDYING_AT_MB}`);
  const given = { workerData: { config }, resourceLimits };
  return import.meta.url.endsWith('.ts')
    ? new Worker(new URL('import-worker.ts', import.meta.url), { ...given, execArgv: ['--import', 'tsx'] })
    : new Worker(new URL('import-worker.mjs', import.meta.url), given);
};

// A thread that dies is started anew; what it held is taken up from its last committed
// chunk when its lease is over.
export const importInThread = (deps: Deps): Imports => {
  let thread: Worker | undefined;
  let isStopping = false;
  let ended: Promise<void> = Promise.resolve();
  const start = () => {
    if (isStopping) return;
    const started = openThread(deps);
    started.on('message', (queue: Queue) => deps.poke(queue));
    started.on('error', (error) => deps.log('error', 'imports.broke-down', { error }));
    ended = new Promise((done) => {
      started.once('exit', (code) => {
        thread = undefined;
        done();
        if (isStopping) return;
        deps.log('error', 'imports.ended', { code });
        void wait(RESTART_AFTER_MS, undefined, { ref: false }).then(start);
      });
    });
    thread = started;
  };
  start();
  return {
    wake: () => thread?.postMessage('wake'),
    stop: async () => {
      isStopping = true;
      thread?.postMessage('stop');
      await Promise.race([ended, wait(STOP_WITHIN_MS, undefined, { ref: false })]);
      await thread?.terminate();
    },
  };
};
