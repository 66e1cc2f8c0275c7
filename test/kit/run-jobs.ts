import { workBatches } from '../../src/intake/uploads/work-batches.job.ts';
import type { Deps } from '../../src/platform/door/deps.ts';

// Works the queue of uploads to its end, as the job does when it is poked.
export const runQueue = (deps: Deps): Promise<void> => workBatches(deps);
