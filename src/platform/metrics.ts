import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Env } from './http.ts';

// Prometheus figures of this process. Labels are route patterns, never addresses: bounded, and nobody's data.
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

type Timing = { counts: number[]; sum: number; count: number };
export type Meter = { answers: Map<string, number>; timings: Map<string, Timing> };

export const openMeter = (): Meter => ({ answers: new Map(), timings: new Map() });

export const measure =
  (meter: Meter): MiddlewareHandler<Env> =>
  async (c, next) => {
    const from = performance.now();
    await next();
    const matched = routePath(c, -1);
    const route = matched.includes('*') ? 'unmatched' : matched;
    const method = METHODS.has(c.req.method) ? c.req.method : 'other';
    const of = `method="${method}",route="${route}"`;
    const answer = `${of},status="${c.res.status}"`;
    meter.answers.set(answer, (meter.answers.get(answer) ?? 0) + 1);
    time(meter, of, (performance.now() - from) / 1000);
  };

const time = (meter: Meter, of: string, seconds: number) => {
  const timing = meter.timings.get(of) ?? { counts: BUCKETS.map(() => 0), sum: 0, count: 0 };
  meter.timings.set(of, timing);
  const bucket = BUCKETS.findIndex((most) => seconds <= most);
  if (bucket >= 0) timing.counts[bucket] = (timing.counts[bucket] ?? 0) + 1;
  timing.sum += seconds;
  timing.count += 1;
};

export type Sample = { labels?: string; suffix?: string; value: number };
export type Metric = {
  name: string;
  type: 'counter' | 'gauge' | 'histogram';
  help: string;
  samples: readonly Sample[];
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

export const attemptMetrics = ({ answers, timings }: Meter): Metric[] => [
  {
    name: 'registry_delivery_attempts_total',
    type: 'counter',
    help: 'Attempts of this process to deliver, by subscription and result.',
    samples: [...answers].map(([labels, value]) => ({ labels, value })),
  },
  {
    name: 'registry_delivery_seconds',
    type: 'histogram',
    help: 'Time until a receiver had answered, or we had given up.',
    samples: [...timings].flatMap(([labels, timing]) => timingSamples(labels, timing)),
  },
];

export const meterMetrics = ({ answers, timings }: Meter): Metric[] => [
  {
    name: 'registry_http_requests_total',
    type: 'counter',
    help: 'Requests answered by this process.',
    samples: [...answers].map(([labels, value]) => ({ labels, value })),
  },
  {
    name: 'registry_http_request_seconds',
    type: 'histogram',
    help: 'Time until the answer was ready to send.',
    samples: [...timings].flatMap(([labels, timing]) => timingSamples(labels, timing)),
  },
];

const timingSamples = (labels: string, { counts, sum, count }: Timing): Sample[] => {
  let reached = 0;
  const buckets = BUCKETS.map((most, place) => {
    reached += counts[place] ?? 0;
    return { suffix: '_bucket', labels: `${labels},le="${most}"`, value: reached };
  });
  return [
    ...buckets,
    { suffix: '_bucket', labels: `${labels},le="+Inf"`, value: count },
    { suffix: '_sum', labels, value: sum },
    { suffix: '_count', labels, value: count },
  ];
};

export const prometheusText = (metrics: readonly Metric[]): string =>
  metrics
    .flatMap(({ name, type, help, samples }) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} ${type}`,
      ...samples.map(({ suffix = '', labels, value }) =>
        labels ? `${name}${suffix}{${labels}} ${value}` : `${name}${suffix} ${value}`,
      ),
    ])
    .join('\n')
    .concat('\n');
