import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Notice, verifyWebhook } from '../src/client/verify-webhook.ts';

export type Receiver = { url: string; port: number; setSecret(secret: string): void; stop(): Promise<void> };
type Receiving = {
  port: number;
  secret?: string;
  onNotice: (notice: Notice) => void | Promise<void>;
  onRefused?: (reason: string) => void;
};

const MAX_BODY_BYTES = 4 * 1024 * 1024;

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error('body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

// A department's end of the push, as small as it can be: verify, take each event once, answer 204. The proof
// of the endpoint (registry.ping) is answered as soon as a secret is known; before that everything is 503, to
// be retried.
export const startReceiver = async ({ port, secret, onNotice, onRefused }: Receiving): Promise<Receiver> => {
  const live = { secret };
  const seen = new Set<string>();
  const take = async (notice: Notice) => {
    if (seen.has(notice.id)) return;
    await onNotice(notice);
    seen.add(notice.id);
  };
  const answer = async (request: IncomingMessage): Promise<number> => {
    if (request.method !== 'POST') return 405;
    const body = await bodyOf(request);
    if (!live.secret) return 503;
    try {
      for (const notice of await verifyWebhook({ secret: live.secret, headers: request.headers, body }))
        await take(notice);
      return 204;
    } catch (error) {
      onRefused?.(error instanceof Error ? error.message : String(error));
      return 400;
    }
  };
  const server = createServer((request, response) => {
    answer(request).then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((ready, failed) => server.once('error', failed).listen(port, '127.0.0.1', ready));
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}/notices`,
    port: bound,
    setSecret: (given) => {
      live.secret = given;
    },
    stop: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
};
