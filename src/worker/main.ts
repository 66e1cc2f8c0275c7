import type { Context, ExecutionContext } from 'hono';
import { createApp } from '../app.ts';
import { Problem } from '../kernel/problems.ts';
import { keyFault } from '../platform/keys/master-key.rules.ts';
import { findKeyRow } from '../platform/keys/master-key.store.ts';
import { ruleOnKey } from '../platform/keys/prove-key.ts';
import { isStreamed } from '../platform/web/body-limits.rules.ts';
import { openDeps, type WorkerDeps, type WorkerEnv } from './open-deps.ts';
import { runPoked, runTick } from './run-waiting.ts';

// A Worker has no start at which it could refuse: the first request of an isolate asks whose the
// database is, and the answer stands while all is well. A database that is exchanged later is found
// by whoever looks a subject up.
const proved = new WeakSet<object>();

const proveOnce = async (deps: WorkerDeps): Promise<void> => {
  const { ring } = deps.vault;
  if (proved.has(ring)) return;
  // Before the first migration there is none to compare with; /readyz says so, and whoever
  // looks a subject up is refused.
  if (typeof ((await findKeyRow(deps.statement)) ?? 'no key') === 'string') return;
  const ruled = await ruleOnKey(deps);
  if (ruled.ruling === 'refused') throw new Problem('service.not-ready', { errors: [keyFault(ruled.code)] });
  proved.add(ring);
};

type Bindings = { deps: WorkerDeps };

const provenDeps = async (c: Context): Promise<WorkerDeps> => {
  const { deps } = c.env as Bindings;
  if (c.req.path !== '/healthz') await proveOnce(deps);
  return deps;
};

// Cloudflare writes this field itself; a client cannot.
const app = createApp(provenDeps, {
  peerOf: (c) => c.req.header('cf-connecting-ip') ?? '',
  deadlines: { isWhole: (c) => !isStreamed(c.req.path) },
});

// The answer may still be streaming out of the database when the app is done, so
// the client is closed after it.
const watchSent = (answer: Response): { response: Response; sent: Promise<void> } => {
  if (!answer.body) return { response: answer, sent: Promise.resolve() };
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const sent = answer.body.pipeTo(writable).catch(() => {});
  return { response: new Response(readable, answer), sent };
};

export default {
  async fetch(request: Request, env: WorkerEnv, execution: ExecutionContext): Promise<Response> {
    const deps = await openDeps(env);
    const bindings: Bindings = { deps };
    const { response, sent } = watchSent(await app.fetch(request, bindings, execution));
    execution.waitUntil(sent.then(() => runPoked(deps)).finally(deps.close));
    return response;
  },
  async scheduled(_: unknown, env: WorkerEnv): Promise<void> {
    const deps = await openDeps(env);
    if (deps.config.scheduler) {
      await proveOnce(deps);
      await runTick(deps);
    }
    await deps.close();
  },
};
