import { text } from 'node:stream/consumers';
import autocannon from 'autocannon';
import type { LoadPlan, LoadResult } from './load.ts';
import { pacedLoad } from './paced-load.ts';

// One request that changes each time: a list given to autocannon is built once per connection, which takes
// seconds.
const fullLoad = async (plan: LoadPlan): Promise<LoadResult> => {
  let asked = 0;
  const { requests, latency, errors, timeouts, non2xx } = await autocannon({
    url: plan.url,
    connections: plan.connections,
    duration: plan.seconds,
    requests: [
      {
        method: plan.requests[0]?.method,
        headers: plan.requests[0]?.headers,
        setupRequest: (request) => {
          asked = (asked + 1) % plan.requests.length;
          const next = plan.requests[asked];
          return { ...request, path: next?.path, ...(next?.body === undefined ? {} : { body: next.body }) };
        },
      },
    ],
  });
  if (errors + timeouts + non2xx > 0)
    console.error(`${plan.url}: ${errors} errors, ${timeouts} timeouts, ${non2xx} non-2xx`);
  return {
    perSecond: requests.average,
    medianMs: latency.p50,
    p99Ms: latency.p99,
    failed: errors + timeouts + non2xx,
  };
};

const plan = JSON.parse(await text(process.stdin)) as LoadPlan;
process.stdout.write(
  JSON.stringify(await (plan.perSecond ? pacedLoad(plan, plan.perSecond) : fullLoad(plan))),
);
