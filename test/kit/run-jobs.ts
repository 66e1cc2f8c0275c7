import { setTimeout as pause } from 'node:timers/promises';
import { workUploads } from '../../src/intake/uploads/work-uploads.driver.ts';
import { jobNamed } from '../../src/jobs.ts';
import type { Deps } from '../../src/platform/door/deps.ts';

// Works the queue of uploads to its end, as the job does when it is poked.
export const runQueue = (deps: Deps): Promise<void> => workUploads(deps);

// What reads the audit trail reads transactions that have ended, of the whole server: a test in another
// database may hold it back for a moment.
const trailHasEnded = async ({ statement }: Deps) => {
  const line = 'select 1 from audit_lines where xid >= pg_snapshot_xmin(pg_current_snapshot()) limit 1';
  for (let looks = 0; looks < 600 && (await statement(line, [])).length > 0; looks++) await pause(50);
};

// Until a seal reaches to all that was written so far: other tests share the server, and their open transactions hold
// the horizon of all its databases back for a while.
export const horizonPasses = async ({ statement }: Deps): Promise<void> => {
  const edge = async (name: 'xmin' | 'xmax') =>
    Number((await statement(`select pg_snapshot_${name}(pg_current_snapshot())::text as edge`, []))[0]?.edge);
  const reached = await edge('xmax');
  for (let looks = 0; looks < 3000 && (await edge('xmin')) < reached; looks++) await pause(50);
};

export const runRecalls = async (deps: Deps): Promise<void> => {
  await trailHasEnded(deps);
  await jobNamed('recall-checks').run(deps, deps.clock.now());
};
