import { jobs } from '../../src/jobs.ts';
import { runDue } from '../../src/platform/schedule/run-due.ts';
import { asOperator } from './as-operator.ts';
import type { Command } from './command.ts';

export const tickCommands: readonly Command[] = [
  {
    name: 'tick',
    about: '执行一次到期任务：定时任务，以及排队中的报送与推送',
    options: {},
    run: ({ env }) =>
      asOperator(env, async (ctx) => {
        const now = ctx.clock.now();
        const runs = await runDue(ctx, jobs, now);
        for (const job of jobs) if (job.queue) await job.run(ctx, now);
        return { text: `已执行 ${runs} 个到期任务，并处理了排队中的报送与推送`, json: { runs } };
      }),
  },
];
