import type { ExecutionContext } from 'hono';
import { createApp } from '../app.ts';
import { openDeps, type WorkerDeps, type WorkerEnv } from './open-deps.ts';

type Bindings = { deps: WorkerDeps };

const app = createApp((c) => (c.env as Bindings).deps);

// The answer may still be streaming out of the database when the handler is done; the client is closed after it.
const whenSent = (response: Response): { response: Response; sent: Promise<void> } => {
  if (!response.body) return { response, sent: Promise.resolve() };
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const sent = response.body.pipeTo(writable).catch(() => {});
  return { response: new Response(readable, response), sent };
};

export default {
  async fetch(request: Request, env: WorkerEnv, execution: ExecutionContext): Promise<Response> {
    const deps = await openDeps(env);
    const answer = await app.fetch(request, { deps } satisfies Bindings, execution);
    const { response, sent } = whenSent(answer);
    execution.waitUntil(sent.then(() => deps.close()));
    return response;
  },
};
