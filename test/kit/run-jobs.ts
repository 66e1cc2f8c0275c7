import { workUploads } from '../../src/intake/uploads/work-uploads.driver.ts';
import type { Deps } from '../../src/platform/door/deps.ts';

// Works the queue of uploads to its end, as the job does when it is poked.
export const runQueue = (deps: Deps): Promise<void> => workUploads(deps);
