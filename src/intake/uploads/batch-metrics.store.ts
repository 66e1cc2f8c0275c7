import { gauge, type ReadMetrics } from '../../platform/running/figures.ts';

const batchesWaiting = `select count(*)::int as count from batches where status in ('queued', 'running')`;

export const batchMetrics: ReadMetrics = async ({ statement }) => [
  gauge('registry_batches_waiting', 'Uploads queued or running.', [
    { value: Number((await statement(batchesWaiting, []))[0]?.count ?? 0) },
  ]),
];
