// Counts and times of one process, by label; metrics.ts writes them out.
export const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

export type Timing = { counts: number[]; sum: number; count: number };
export type Meter = { answers: Map<string, number>; timings: Map<string, Timing> };

export const openMeter = (): Meter => ({ answers: new Map(), timings: new Map() });

export const time = (meter: Meter, of: string, seconds: number) => {
  const timing = meter.timings.get(of) ?? { counts: BUCKETS.map(() => 0), sum: 0, count: 0 };
  meter.timings.set(of, timing);
  const bucket = BUCKETS.findIndex((most) => seconds <= most);
  if (bucket >= 0) timing.counts[bucket] = (timing.counts[bucket] ?? 0) + 1;
  timing.sum += seconds;
  timing.count += 1;
};

// One attempt to deliver, as the process that made it saw it.
export const noteAttempt = (
  meter: Meter,
  { subscription, isDelivered, tookMs }: { subscription: string; isDelivered: boolean; tookMs: number },
) => {
  const result = `result="${isDelivered ? 'delivered' : 'failed'}"`;
  const of = `subscription="${subscription}",${result}`;
  meter.answers.set(of, (meter.answers.get(of) ?? 0) + 1);
  time(meter, result, tookMs / 1000);
};
