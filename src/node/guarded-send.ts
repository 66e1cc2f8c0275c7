import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { performance } from 'node:perf_hooks';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import type { ClientCertificate, Outbound, PostAnswer, Send } from '../platform/outside/post.ts';
import { mayReach, type Target, targetOf } from '../platform/outside/push-allow.ts';

export type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>;

const CONNECT_TIMEOUT_MS = 5000;
const FIRST_BYTE_MS = 10_000;
// Below the five seconds after which common servers close an idle connection under our next request.
const KEEP_ALIVE_MS = 4000;
const CONNECTIONS_PER_HOST = 64;

class RefusedAddress extends Error {}

export const resolveByDns: Resolve = (host) => lookup(host, { all: true, verbatim: true });

// Resolved once, every address judged, and the connection goes to what was judged: a
// second answer changes nothing.
const guardedLookup =
  (allow: readonly string[], resolve: Resolve, target: Target): LookupFunction =>
  (host, options, done) => {
    resolve(host).then(
      (found) => {
        const [first] = found;
        if (!first || !found.every(({ address }) => mayReach(allow, target, address)))
          return done(new RefusedAddress('refused address'), '', 0);
        return options.all ? done(null, [...found]) : done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, '', 0),
    );
  };

// undici asks no lookup for an address written in the URL, so that is judged before.
export const guardedConnector = (
  allow: readonly string[],
  resolve: Resolve,
  certificate?: ClientCertificate,
): buildConnector.connector => {
  return (options, done) => {
    const target = targetOf(new URL(`${options.protocol}//${options.host ?? options.hostname}`));
    if (isIP(target.host) && !mayReach(allow, target, target.host))
      return done(new RefusedAddress('refused address'), null);
    const connect = buildConnector({
      timeout: CONNECT_TIMEOUT_MS,
      allowH2: false,
      lookup: guardedLookup(allow, resolve, target),
      ...(certificate ? { cert: certificate.certificate, key: certificate.key } : {}),
    } as buildConnector.BuildOptions);
    return connect(options, (...[error, socket]) => {
      if (error) return done(error, null);
      if (mayReach(allow, target, socket.remoteAddress ?? '')) return done(null, socket);
      socket.destroy();
      return done(new RefusedAddress('refused address'), null);
    });
  };
};

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException | undefined)?.code ?? '';

export const faultOf = (error: Error): string => {
  if (error instanceof RefusedAddress) return 'refused-address';
  const code = codeOf(error) || codeOf(error.cause);
  if (/TIMEOUT|ETIMEDOUT|ABORT/.test(code) || error.name === 'TimeoutError') return 'timeout';
  if (/ENOTFOUND|EAI_AGAIN|ENODATA/.test(code)) return 'dns';
  if (/CERT|TLS|SSL|SELF_SIGNED|VERIFY/.test(code)) return 'tls';
  return /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/.test(code) ? 'connect' : 'reset';
};

// The status line decides; of the body we keep the beginning and cut the connection past the limit.
const readAnswer = (most: number, done: (answer: PostAnswer) => void, tookMs: () => number) => {
  let controls: Dispatcher.DispatchController | undefined;
  let givenUp: Error | undefined;
  const heard = { status: 0, retryAfter: null as string | null, size: 0, chunks: [] as Buffer[] };
  const answered = () =>
    done({
      ok: true,
      status: heard.status,
      retryAfter: heard.retryAfter,
      excerpt: Buffer.concat(heard.chunks).toString('utf8'),
      tookMs: tookMs(),
    });
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart: (started) => {
      controls = started;
      if (givenUp) started.abort(givenUp);
    },
    onResponseStart: (_, status, headers) => {
      heard.status = status;
      heard.retryAfter = typeof headers['retry-after'] === 'string' ? headers['retry-after'] : null;
    },
    onResponseData: (started, chunk) => {
      heard.size += chunk.length;
      if (heard.size <= most) return void heard.chunks.push(chunk);
      answered();
      return started.abort(new Error('answer too large'));
    },
    onResponseEnd: answered,
    onResponseError: (_, error) => done({ ok: false, fault: faultOf(error), tookMs: tookMs() }),
  };
  // One that still waits for a connection is given up as soon as it would begin, never sent late.
  const abort = (reason: Error) => {
    givenUp = reason;
    controls?.abort(reason);
  };
  return { handler, abort };
};

const exchange = (agent: Agent, request: Outbound): Promise<PostAnswer> => {
  const { promise, resolve } = Promise.withResolvers<PostAnswer>();
  const startedAt = performance.now();
  const tookMs = () => Math.round(performance.now() - startedAt);
  const reading = readAnswer(request.maxResponseBytes, resolve, tookMs);
  const timer = setTimeout(() => {
    resolve({ ok: false, fault: 'timeout', tookMs: tookMs() });
    reading.abort(new Error('no answer in time'));
  }, request.timeoutMs);
  const { origin, pathname, search } = new URL(request.url);
  const { headers, body } = request;
  agent.dispatch({ origin, path: pathname + search, method: 'POST', headers, body }, reading.handler);
  return promise.finally(() => clearTimeout(timer));
};

// Connections opened under one certificate serve nobody else, and end when many others have been shown since.
const AGENTS_AT_MOST = 200;

const agentsOf = (open: (certificate?: ClientCertificate) => Agent) => {
  const plain = open();
  const shown = new Map<string, Agent>();
  const agentFor = (certificate?: ClientCertificate) => {
    if (!certificate) return plain;
    const agent = shown.get(certificate.id) ?? open(certificate);
    shown.delete(certificate.id);
    shown.set(certificate.id, agent);
    const [oldest] = shown.size > AGENTS_AT_MOST ? shown : [];
    if (oldest && shown.delete(oldest[0])) void oldest[1].close();
    return agent;
  };
  return { agentFor, close: () => Promise.all([plain, ...shown.values()].map((agent) => agent.destroy())) };
};

// Never follows a redirect, never speaks to an address that PUSH_ALLOW does not grant.
export const guardedSend = (
  allow: readonly string[],
  resolve: Resolve = resolveByDns,
  firstByteMs = FIRST_BYTE_MS,
): Send & { close(): Promise<void> } => {
  const { agentFor, close } = agentsOf(
    (certificate) =>
      new Agent({
        connect: guardedConnector(allow, resolve, certificate),
        connections: CONNECTIONS_PER_HOST,
        keepAliveTimeout: KEEP_ALIVE_MS,
        headersTimeout: firstByteMs,
        bodyTimeout: 0,
      }),
  );
  const send: Send = (request) => exchange(agentFor(request.certificate), request);
  return Object.assign(send, { close: async () => void (await close()) });
};
