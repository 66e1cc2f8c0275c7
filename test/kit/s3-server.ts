import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export const s3Keys = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};
const REGION = 'us-east-1';
const PAGE = 2;

type Stored = { bytes: Buffer; etag: string; at: string };
export type S3Call = { method: string; key: string; list: boolean; copyOf: string | undefined };
type Answer = { status: number; headers?: Record<string, string>; body?: Buffer | string };

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();
const strict = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

// Signature version 4, worked out from its description and from what came over the wire.
const isSigned = ({ method = '', url = '', headers }: IncomingMessage, body: Buffer): boolean => {
  const [, credential = '', names = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  const [keyId, day = '', region = '', service = '', end = ''] = credential.split('/');
  const stamp = String(headers['x-amz-date']);
  const digest = String(headers['x-amz-content-sha256']);
  if (keyId !== s3Keys.accessKeyId || region !== REGION || service !== 's3' || end !== 'aws4_request')
    return false;
  if (!names.split(';').includes('host') || !stamp.startsWith(day) || digest !== sha256(body)) return false;
  const [path = '', search = ''] = url.split('?');
  const query = search
    .split('&')
    .filter(Boolean)
    .map((pair) =>
      pair
        .split('=')
        .map((part) => strict(decodeURIComponent(part)))
        .join('='),
    )
    .toSorted();
  const heads = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const canonicalPath = path
    .split('/')
    .map((step) => strict(decodeURIComponent(step)))
    .join('/');
  const canonical = [method, canonicalPath, query.join('&'), heads.join(''), names, digest].join('\n');
  const scope = [day, region, service, end].join('/');
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonical)].join('\n');
  const key = [region, service, end].reduce(hmac, hmac(`AWS4${s3Keys.secretAccessKey}`, day) as Buffer);
  return hmac(key, toSign).toString('hex') === signature;
};

const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const listPage = (objects: Map<string, Stored>, query: URLSearchParams): Answer => {
  const prefix = query.get('prefix') ?? '';
  const after = query.get('continuation-token') ?? '';
  const keys = [...objects.keys()]
    .filter((key) => key.startsWith(prefix) && !key.slice(prefix.length).includes('/') && key > after)
    .toSorted();
  const page = keys.slice(0, PAGE);
  const rest =
    keys.length > PAGE ? `<NextContinuationToken>${xml(page.at(-1) ?? '')}</NextContinuationToken>` : '';
  const contents = page.map((key) => {
    const { etag, at, bytes } = objects.get(key) as Stored;
    return `<Contents><Key>${xml(key)}</Key><LastModified>${at}</LastModified><ETag>${xml(etag)}</ETag><Size>${bytes.length}</Size></Contents>`;
  });
  const body = `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>${keys.length > PAGE}</IsTruncated>${rest}${contents.join('')}</ListBucketResult>`;
  return { status: 200, body };
};

// A small bucket on loopback: path style, conditional reads and copies, pages of two, every signature
// checked.
export const startS3 = async (bucket: string) => {
  const objects = new Map<string, Stored>();
  const calls: S3Call[] = [];
  const state = { refused: 0, failWhen: (_: S3Call): boolean => false };
  const put = (key: string, content: Buffer | string) => {
    const bytes = Buffer.from(content);
    const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
    objects.set(key, { bytes, etag, at: new Date().toISOString() });
  };
  const copy = (key: string, from: string, etag: unknown): Answer => {
    const source = objects.get(decodeURIComponent(from).slice(`/${bucket}/`.length));
    if (!source) return { status: 404 };
    if (etag !== source.etag) return { status: 412 };
    put(key, source.bytes);
    return { status: 200, body: '<CopyObjectResult></CopyObjectResult>' };
  };
  const answer = (request: IncomingMessage, body: Buffer): Answer => {
    const url = new URL(request.url ?? '', 'http://s3');
    const key = decodeURIComponent(url.pathname).slice(`/${bucket}/`.length);
    const from = request.headers['x-amz-copy-source'];
    const copyOf = typeof from === 'string' ? from : undefined;
    const call = { method: request.method ?? '', key, list: url.searchParams.has('list-type'), copyOf };
    calls.push(call);
    if (!isSigned(request, body)) {
      state.refused += 1;
      return { status: 403 };
    }
    if (state.failWhen(call)) return { status: 500 };
    if (!url.pathname.startsWith(`/${bucket}/`)) return { status: 404 };
    if (call.list) return listPage(objects, url.searchParams);
    if (copyOf) return copy(key, copyOf, request.headers['x-amz-copy-source-if-match']);
    if (call.method === 'PUT') put(key, body);
    if (call.method === 'DELETE') objects.delete(key);
    if (call.method !== 'GET') return { status: call.method === 'DELETE' ? 204 : 200 };
    const found = objects.get(key);
    if (!found) return { status: 404 };
    return request.headers['if-match'] === found.etag ? { status: 200, body: found.bytes } : { status: 412 };
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { status, body } = answer(request, Buffer.concat(chunks));
    response.writeHead(status).end(body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    location: `http://127.0.0.1:${port}/${bucket}/`,
    calls,
    put,
    text: (key: string) => objects.get(key)?.bytes.toString('utf8'),
    keys: () => [...objects.keys()].toSorted(),
    refused: () => state.refused,
    // Answers 500 to the calls it is true of.
    failWhen: (when: (call: S3Call) => boolean) => {
      state.failWhen = when;
    },
    stop: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
};

export type S3 = Awaited<ReturnType<typeof startS3>>;
