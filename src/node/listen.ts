import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Context } from 'hono';
import type { createApp } from '../app.ts';
import { bodyRuleOf, isStreamed } from '../platform/web/body-limits.rules.ts';
import { type AddressRanges, isWithin } from '../platform/web/client-address.ts';

export type Limits = {
  // Header fields come within this time, and a body within what its path allows
  // (body-limits.rules.ts), or sooner here.
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
// A stop has ten seconds in all; a request that still runs after these is cut off.
const FINISH_WITHIN_MS = 5_000;
const LOOK_FOR_IDLE_MS = 100;
const LOOK_EACH_MS = 1_000;

export type Listening = { port: number; close(): Promise<void> };
type At = { host: string; port: number; trustedProxies: AddressRanges };

type Incoming = { incoming?: IncomingMessage } | undefined;

/** The address at the other end of the connection of a request that came through listen(). */
export const socketAddress = (c: Context): string =>
  (c.env as Incoming)?.incoming?.socket.remoteAddress ?? '';

/**
 * True once the whole request has come. Until then it is held to the limits below, and its answer to no
 * deadline.
 */
export const hasComeWhole = (c: Context): boolean => (c.env as Incoming)?.incoming?.complete ?? true;

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
  const senders = holdSenders(limits, at.trustedProxies);
  server.on('connection', senders.connected);
  server.on('request', senders.asked);
  server.once('close', senders.stop);
  await new Promise<void>((ready, fail) => {
    server.once('error', fail);
    server.listen(at.port, at.host, ready);
  });
  return { port: (server.address() as AddressInfo).port, close: () => closeServer(server) };
};

type Request = { request: IncomingMessage; answer: ServerResponse; since: number; isLong: boolean };

// One look a second at all connections: a timer and a listener for each request would cost a check more than
// its permissions do.
const holdSenders = (limits: Limits, trusted: AddressRanges) => {
  const ofAddress = new Map<string, number>();
  // The last request of each connection: an earlier one has come whole.
  const open = new Map<Socket, Request | undefined>();
  const look = () => {
    for (const [socket, last] of open) {
      if (!last) continue;
      if (last.request.complete) open.set(socket, undefined);
      else holdBody(last, limits);
    }
  };
  const lookEach = Math.min(LOOK_EACH_MS, limits.bodyMs / 4, limits.silentMs / 4);
  const timer = setInterval(look, lookEach).unref();
  return {
    connected: (socket: Socket) => {
      const address = socket.remoteAddress ?? '';
      const count = (ofAddress.get(address) ?? 0) + 1;
      if (count > limits.connectionsOfAddress && !isWithin(trusted, address)) return void socket.destroy();
      ofAddress.set(address, count);
      open.set(socket, undefined);
      socket.once('close', () => {
        open.delete(socket);
        const left = (ofAddress.get(address) ?? 1) - 1;
        if (left > 0) ofAddress.set(address, left);
        else ofAddress.delete(address);
      });
    },
    asked: (request: IncomingMessage, answer: ServerResponse) => {
      const last = { request, answer, since: performance.now(), isLong: false };
      if (open.has(request.socket)) open.set(request.socket, last);
    },
    stop: () => clearInterval(timer),
  };
};

// Half a body holds a connection and whatever waits for it; the sender is told and cut off.
const holdBody = (last: Request, limits: Limits) => {
  const { request, answer, since } = last;
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  const cut = () => {
    if (request.complete) return;
    if (!answer.headersSent)
      request.socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
    request.socket.destroySoon();
  };
  if (performance.now() - since > Math.min(bodyRuleOf(path).withinMs, limits.bodyMs)) return cut();
  if (last.isLong || !isStreamed(path)) return;
  last.isLong = true;
  request.setTimeout(limits.silentMs, cut);
  request.once('close', () => request.socket.setTimeout(0));
};

// Requests under way are finished, and each connection is closed as soon as its request is answered; half a
// request, or one that still runs after five seconds, is cut off.
const closeServer = (server: Server) =>
  new Promise<void>((closed) => {
    const cut = setTimeout(() => server.closeAllConnections(), FINISH_WITHIN_MS);
    const idle = setInterval(() => server.closeIdleConnections(), LOOK_FOR_IDLE_MS);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(idle);
      closed();
    });
    server.closeIdleConnections();
  });
