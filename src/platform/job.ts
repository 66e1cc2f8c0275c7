import type { Deps, Queue } from './deps.ts';

// cron is in Shanghai time; queue names the poke that runs the job before its next slot. budgetMs ends a run early on Workers.
export type Job = {
  name: string;
  cron: string;
  missed: 'once' | 'all' | 'skip';
  queue?: Queue;
  run(deps: Deps, slot: Date): Promise<void>;
};
