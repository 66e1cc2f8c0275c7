import type { DbRow } from '../door/db.ts';
import type { Deps } from '../door/deps.ts';

export type Sample = { labels?: string; suffix?: string; value: number };
export type Metric = {
  name: string;
  type: 'counter' | 'gauge' | 'histogram';
  help: string;
  samples: readonly Sample[];
};

export const gauge = (name: string, help: string, samples: Metric['samples']): Metric => ({
  name,
  type: 'gauge',
  help,
  samples,
});

/** One sample for each value of a label, 0 where nothing was counted: a series never vanishes. */
export const countsBy = (label: string, values: readonly string[], found: readonly DbRow[]): Sample[] =>
  values.map((value) => ({
    labels: `${label}="${value}"`,
    value: Number(found.find((row) => row[label] === value)?.count ?? 0),
  }));

// A room's own figures, read when /metrics is asked; app.ts puts them in order.
export type ReadMetrics = (deps: Pick<Deps, 'statement' | 'clock'>) => Promise<Metric[]>;

export const hourBefore = (now: Date): string => new Date(now.getTime() - 3_600_000).toISOString();
