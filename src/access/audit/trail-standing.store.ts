import type { Statement } from '../../platform/door/db.ts';
import { gauge, type ReadMetrics } from '../../platform/running/figures.ts';
import type { ReadStanding } from '../../platform/running/readiness.ts';

const SIGNED_WITHIN_SECONDS = 300;

// The first seal that no checkpoint covers. Its time is a process's, and so is now.
const OLDEST = `select extract(epoch from $1::text::timestamptz - s.sealed_at)::float8 as age
  from audit_seals s
  where s.no > coalesce((select seal_no from audit_checkpoints order by no desc limit 1), 0)
  order by s.no
  limit 1`;

const unsignedFor = async (run: Statement, now: Date): Promise<number> =>
  Math.max(0, Number((await run(OLDEST, [now.toISOString()]))[0]?.age ?? 0));

export const trailMetrics: ReadMetrics = async ({ statement, clock }) => [
  gauge(
    'registry_audit_unsigned_seconds',
    'Age of the oldest seal of the audit trail that no signed checkpoint covers; 0 when there is none.',
    [{ value: await unsignedFor(statement, clock.now()) }],
  ),
];

/** A trail that is no longer signed wants an operator: what is written meanwhile can be rewritten. */
export const trailStanding: ReadStanding = async ({ statement, clock, config }) => {
  const age = config.scheduler ? await unsignedFor(statement, clock.now()) : 0;
  const message = `审计记录已 ${Math.round(age / 60)} 分钟没有新的签名检查点：请查定时任务 checkpoint-trail 的日志，并执行 cli audit verify。`;
  return { unready: [], warnings: age > SIGNED_WITHIN_SECONDS ? [{ code: 'audit.unsigned', message }] : [] };
};
