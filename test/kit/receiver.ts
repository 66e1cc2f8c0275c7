import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CloudEvent } from 'cloudevents';
import { Webhook } from 'standardwebhooks';

export type Got = {
  webhookId: string;
  headers: Record<string, string>;
  body: string;
  events: CloudEvent<NoticeData>[];
};
export type NoticeData = {
  noticeId: string;
  seq: number;
  subjectSeq: number;
  initial: boolean;
  subject: { name: string; code: string | null; masked: boolean; kind: string };
  list: string;
  state: string;
  listingId: number;
  measures: { code: string }[];
  information: { code: string }[];
  supersedes: string[];
};
export type Reply = number | ((request: IncomingMessage, response: ServerResponse) => void);

const readAll = async (request: IncomingMessage) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

// A real department on loopback. Every request is verified by the public standardwebhooks package and parsed
// by cloudevents; one that fails either is counted in `refused`, which tests hold to be empty.
export const startReceiver = async () => {
  const got: Got[] = [];
  const refused: string[] = [];
  const state = { secrets: [] as string[], answer: (() => 204) as (got: Got) => Reply };

  const read = async (request: IncomingMessage): Promise<Got> => {
    const body = await readAll(request);
    const headers = request.headers as Record<string, string>;
    for (const secret of state.secrets) new Webhook(secret).verify(body, headers);
    if (!headers['content-type']?.startsWith('application/cloudevents-batch+json'))
      throw new Error('content type');
    const events = (JSON.parse(body) as object[]).map((event) => new CloudEvent<NoticeData>(event, true));
    return { webhookId: headers['webhook-id'] ?? '', headers, body, events };
  };
  const server = createServer((request, response) => {
    read(request).then(
      (one) => {
        const reply = state.answer(one);
        got.push(one);
        if (typeof reply === 'function') reply(request, response);
        else response.writeHead(reply).end();
      },
      (error: Error) => {
        refused.push(error.message);
        response.writeHead(400).end();
      },
    );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    got,
    refused,
    // Each given secret must verify every request from now on.
    verifyWith: (...secrets: string[]) => {
      state.secrets = secrets;
    },
    answer: (reply: number | ((one: Got) => Reply)) => {
      state.answer = typeof reply === 'number' ? () => reply : reply;
    },
    notices: () => got.flatMap(({ events }) => events).filter(({ type }) => type !== 'registry.ping'),
    seqs: () =>
      got
        .flatMap(({ events }) => events)
        .filter(({ type }) => type !== 'registry.ping')
        .map(({ data }) => data?.seq ?? 0),
    stop: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
};

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
