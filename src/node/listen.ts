import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { createApp } from '../app.ts';

// Two gigabytes over a slow line take longer than Node's five minutes; headers must still come within one.
const REQUEST_TIMEOUT_MS = 2 * 3_600_000;
const STOP_WITHIN_MS = 10_000;

export type Listening = { port: number; close(): Promise<void> };

export const listen = async (
  app: ReturnType<typeof createApp>,
  at: { host: string; port: number },
): Promise<Listening> => {
  const server = createAdaptorServer({
    fetch: app.fetch,
    createServer,
    serverOptions: { requestTimeout: REQUEST_TIMEOUT_MS },
  }) as ReturnType<typeof createServer>;
  await new Promise<void>((ready, fail) => {
    server.once('error', fail);
    server.listen(at.port, at.host, ready);
  });
  return { port: (server.address() as AddressInfo).port, close: () => closeServer(server) };
};

// Requests under way are finished; what still runs after ten seconds (a long poll) is cut off.
const closeServer = (server: ReturnType<typeof createServer>) =>
  new Promise<void>((closed) => {
    const timer = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS);
    server.close(() => {
      clearTimeout(timer);
      closed();
    });
    server.closeIdleConnections();
  });
