import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Env } from '../web/http.ts';
import type { Metric, Sample } from './figures.ts';
import { BUCKETS, type Meter, type Timing, time } from './meter.ts';

// Prometheus figures of this process. Labels are route patterns, never addresses: bounded, and nobody's data.
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

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
