import { text } from 'node:stream/consumers';
import autocannon from 'autocannon';
import type { LoadPlan, LoadResult } from './load.ts';

const plan = JSON.parse(await text(process.stdin)) as LoadPlan;
let asked = 0;

// One request that changes each time: a list given to autocannon is built once per connection, which takes seconds.
const result = await autocannon({
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
if (result.errors + result.timeouts + result.non2xx > 0)
  console.error(
    `${plan.url}: ${result.errors} errors, ${result.timeouts} timeouts, ${result.non2xx} non-2xx`,
  );
const answer: LoadResult = {
  perSecond: result.requests.average,
  medianMs: result.latency.p50,
  p99Ms: result.latency.p99,
  failed: result.errors + result.timeouts + result.non2xx,
};
process.stdout.write(JSON.stringify(answer));
