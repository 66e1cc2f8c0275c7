import type { Statement } from '../../platform/door/db.ts';
import { gauge, type ReadMetrics } from '../../platform/running/figures.ts';
import type { ReadStanding } from '../../platform/running/readiness.ts';

const batchesWaiting = `select count(*)::int as count,
    (count(delayed_since))::int as delayed,
    coalesce(extract(epoch from now() - min(delayed_since))::float8, 0) as age
  from batches
  where status in ('queued', 'running')`;

const readWaiting = async (run: Statement) => {
  const [row] = await run(batchesWaiting, []);
  return { count: Number(row?.count ?? 0), delayed: Number(row?.delayed ?? 0), age: Number(row?.age ?? 0) };
};

export const batchMetrics: ReadMetrics = async ({ statement }) => {
  const { count, delayed, age } = await readWaiting(statement);
  return [
    gauge('registry_batches_waiting', 'Uploads queued or running.', [{ value: count }]),
    gauge('registry_batches_delayed', 'Of these, held up by a fault of ours; they go on by themselves.', [
      { value: delayed },
    ]),
    gauge('registry_batches_delayed_seconds', 'Since when the oldest of them is; 0 when there is none.', [
      { value: age },
    ]),
  ];
};

// 本市设定: after a day a person looks. The upload is tried again all the same.
const SHOWN_AFTER_SECONDS = 86_400;

export const batchStanding: ReadStanding = async ({ statement }) => {
  const { delayed, age } = await readWaiting(statement);
  const message = `有 ${delayed} 个已受理的报送批次因系统故障暂缓，最久已 ${Math.round(age / 3600)} 小时，请查数据库磁盘与日志 batch.broke-off。`;
  return {
    unready: [],
    warnings: age > SHOWN_AFTER_SECONDS ? [{ code: 'batches.delayed', message }] : [],
  };
};
