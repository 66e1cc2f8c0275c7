// A sealed piece of imprints is bound to its place in its batch.
export const imprintPurpose = (batchId: string, nextRow: number): string =>
  `batch-imprints:${batchId}:${nextRow}`;
