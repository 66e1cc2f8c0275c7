import type { BatchRow } from './batch.store.ts';

const instant = (text: string) => new Date(text).toISOString();

export const batchOut = (batch: BatchRow) => {
  const { rows, accepted, unchanged, corrected, held, rejected, warnings } = batch;
  return {
    id: batch.id,
    catalog: batch.catalog,
    edition: batch.edition,
    mode: batch.mode,
    format: batch.format,
    encoding: batch.encoding,
    separator: batch.separator,
    mappingVersion: batch.mappingVersion,
    files: batch.files,
    fileName: batch.fileName,
    byteCount: batch.byteCount,
    sha256: batch.sha256,
    status: batch.status,
    counts: { rows, accepted, unchanged, corrected, held, rejected, warnings },
    totalRows: batch.totalRows,
    progress: progressOf(batch),
    missing: batch.missing,
    withdrawn: batch.withdrawn,
    problem: batch.problem,
    createdAt: instant(batch.createdAt),
    startedAt: batch.startedAt && instant(batch.startedAt),
    finishedAt: batch.finishedAt && instant(batch.finishedAt),
  };
};

const progressOf = ({ status, rows, totalRows }: BatchRow): number => {
  if (status === 'done') return 1;
  return totalRows ? Math.min(1, rows / totalRows) : 0;
};
