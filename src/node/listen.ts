import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Context } from 'hono';
import type { createApp } from '../app.ts';
import { bodyRuleOf, isStreamed } from '../platform/web/body-limits.rules.ts';
import { isTrusted, type TrustedRanges } from '../platform/web/client-address.ts';

export type Limits = {
  // Header fields come within this time, and a body within what its path allows (body-limits.rules.ts), or sooner here.
  headersMs: number;
  bodyMs: number;
  // An upload may take hours, but not be silent for so long.
  silentMs: number;
  connections: number;
  // One service hall behind one address; a trusted proxy stands for many and is not held to it.
  connectionsOfAddress: number;
};
const LIMITS: Limits = {
  headersMs: 20_000,
  bodyMs: Number.POSITIVE_INFINITY,
  silentMs: 120_000,
  connections: 4_096,
  connectionsOfAddress: 1_000,
};
const STOP_WITHIN_MS = 10_000;

export type Listening = { port: number; close(): Promise<void> };
type At = { host: string; port: number; trustedProxies: TrustedRanges };

/** The address at the other end of the connection of a request that came through listen(). */
export const socketAddress = (c: Context): string =>
  (c.env as { incoming?: IncomingMessage } | undefined)?.incoming?.socket.remoteAddress ?? '';

export const listen = async (
  app: ReturnType<typeof createApp>,
  at: At,
  set: Partial<Limits> = {},
): Promise<Listening> => {
  const limits = { ...LIMITS, ...set };
  const server = createAdaptorServer({
    fetch: app.fetch,
    createServer,
    serverOptions: {
      // Each request has a deadline of its own, below.
      requestTimeout: 0,
      headersTimeout: limits.headersMs,
      connectionsCheckingInterval: Math.min(5_000, limits.headersMs),
    },
  }) as Server;
  server.maxConnections = limits.connections;
  server.on('connection', holdAddress(limits, at.trustedProxies));
  server.on('request', holdBody(limits));
  await new Promise<void>((ready, fail) => {
    server.once('error', fail);
    server.listen(at.port, at.host, ready);
  });
  return { port: (server.address() as AddressInfo).port, close: () => closeServer(server) };
};

const holdAddress = ({ connectionsOfAddress }: Limits, trusted: TrustedRanges) => {
  const open = new Map<string, number>();
  return (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const count = (open.get(address) ?? 0) + 1;
    if (count > connectionsOfAddress && !isTrusted(trusted, address)) return void socket.destroy();
    open.set(address, count);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  };
};

// Half a body holds a connection and whatever waits for it; the sender is told and cut off.
const holdBody = (limits: Limits) => (request: IncomingMessage, answer: ServerResponse) => {
  const { headers, socket } = request;
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return;
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  const cut = () => {
    if (request.complete) return;
    if (!answer.headersSent) socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
    socket.destroySoon();
  };
  const timer = setTimeout(cut, Math.min(bodyRuleOf(path).withinMs, limits.bodyMs));
  const isLong = isStreamed(path);
  if (isLong) request.setTimeout(limits.silentMs, cut);
  request.once('close', () => {
    clearTimeout(timer);
    if (isLong) socket.setTimeout(0);
  });
};

// Requests under way are finished; what still runs after ten seconds (a long poll) is cut off.
const closeServer = (server: Server) =>
  new Promise<void>((closed) => {
    const timer = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS);
    server.close(() => {
      clearTimeout(timer);
      closed();
    });
    server.closeIdleConnections();
  });
