// One line of the table. ratio = ours / baseline for rates, and for times where smaller is better as the case
// says.
export type BenchResult = {
  case: string;
  unit: string;
  ours: number;
  baseline: number;
  ratio: number;
  p99Ratio?: number;
  peakRssMb?: number;
  target: string;
  isMet: boolean;
};

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));
