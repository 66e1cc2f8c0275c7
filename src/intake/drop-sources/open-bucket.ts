import { AwsV4Signer } from 'aws4fetch';
import { Problem } from '../../kernel/problems.ts';
import { sha256Hex } from '../../platform/keys/hash.ts';
import { type DropBox, DropChanged, type DroppedFile } from '../../platform/outside/drop-box.ts';
import type { Reach } from '../../platform/outside/reach.ts';
import { joined } from '../uploads/split-parts.ts';
import { readListing } from './bucket-listing.ts';

// location: https://host/bucket/prefix/ (path style, as every S3-compatible store understands it).
export type BucketAt = {
  location: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
};
type Call = {
  method: string;
  key?: string;
  query?: Readonly<Record<string, string>>;
  headers?: Record<string, string>;
  body?: Uint8Array<ArrayBuffer>;
};
type Ask = (call: Call) => Promise<Response>;

const MOST_PAGES = 100;
// A page names a thousand objects at most.
const MOST_LISTING_BYTES = 16 * 1024 * 1024;
const NOTHING = new Uint8Array();

const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
const encodedPath = (key: string) => key.split('/').map(encoded).join('/');

const placeOf = (location: string) => {
  const { origin, pathname } = new URL(location);
  const [bucket = '', ...rest] = decodeURIComponent(pathname).replace(/^\//, '').split('/');
  return { origin, bucket, prefix: rest.join('/') };
};

const asking = (reach: Reach, at: BucketAt, now: () => Date): Ask => {
  const { origin, bucket } = placeOf(at.location);
  return async ({ method, key = '', query = {}, headers = {}, body }) => {
    const search = Object.entries(query).map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
    const signed = await new AwsV4Signer({
      method,
      url: `${origin}/${encodedPath(`${bucket}/${key}`)}${search.length > 0 ? `?${search.join('&')}` : ''}`,
      headers: { ...headers, 'x-amz-content-sha256': sha256Hex(body ?? NOTHING) },
      accessKeyId: at.accessKeyId,
      secretAccessKey: at.secretAccessKey,
      service: 's3',
      region: at.region,
      datetime: now()
        .toISOString()
        .replace(/[:-]|\.\d{3}/g, ''),
    }).sign();
    return reach(signed.url.href, { method, headers: signed.headers, ...(body ? { body } : {}) });
  };
};

const whyNot: Readonly<Record<number, string>> = {
  401: '存储服务不接受所给的访问密钥，请核对密钥与区域。',
  403: '存储服务不接受所给的访问密钥或权限不足，请核对密钥、区域与读写删除权限。',
  404: '存储桶或路径不存在，请核对 location。',
};

// A body that nobody reads would hold its connection.
const leave = async (answer: Response): Promise<void> => answer.body?.cancel();

const whole = async (answer: Response): Promise<Uint8Array> => {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    size += piece.byteLength;
    if (size > MOST_LISTING_BYTES) throw new Problem('source.unreachable');
    pieces.push(piece);
  }
  return joined(pieces);
};

const must = async (answer: Response, ...accepted: readonly number[]): Promise<Response> => {
  if (accepted.includes(answer.status)) return answer;
  await leave(answer);
  throw new Problem('source.unreachable', { detail: whyNot[answer.status] });
};

const listAll = async (ask: Ask, prefix: string): Promise<DroppedFile[]> => {
  const found: DroppedFile[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const query: Record<string, string> = { 'list-type': '2', delimiter: '/', prefix };
    if (after !== null) query['continuation-token'] = after;
    const answer = await must(await ask({ method: 'GET', query }), 200);
    const page = readListing(await whole(answer));
    for (const { key, ...rest } of page.objects) {
      const name = key.slice(prefix.length);
      if (name) found.push({ name, ...rest });
    }
    after = page.next;
    if (after === null) break;
  }
  return found;
};

async function* bytesOf(ask: Ask, key: string, etag: string): AsyncGenerator<Uint8Array> {
  const answer = await ask({ method: 'GET', key, headers: { 'if-match': etag } });
  if (answer.status === 404 || answer.status === 412) {
    await leave(answer);
    throw new DropChanged('another object by now');
  }
  yield* ((await must(answer, 200)).body ?? []) as AsyncIterable<Uint8Array>;
}

// The object is copied first and deleted after: after a break it is copied once more.
const setAside = async (ask: Ask, keys: { from: string; to: string; source: string; etag: string }) => {
  const headers = { 'x-amz-copy-source': keys.source, 'x-amz-copy-source-if-match': keys.etag };
  const copied = await ask({ method: 'PUT', key: keys.to, headers });
  if (copied.status === 404 || copied.status === 412) return leave(copied);
  // A copy that breaks off late answers 200 with an error inside.
  const answer = new TextDecoder().decode(await whole(await must(copied, 200)));
  if (answer.includes('<Error')) throw new Problem('source.unreachable');
  await leave(await must(await ask({ method: 'DELETE', key: keys.from }), 200, 204));
};

export const openBucket = (reach: Reach, at: BucketAt, now: () => Date): DropBox => {
  const { bucket, prefix } = placeOf(at.location);
  const ask = asking(reach, at, now);
  return {
    list: () => listAll(ask, prefix),
    read: ({ name, version }) => bytesOf(ask, prefix + name, version),
    write: async (name, content) => {
      await leave(await must(await ask({ method: 'PUT', key: prefix + name, body: content.slice() }), 200));
    },
    remove: async (name) => {
      await leave(await must(await ask({ method: 'DELETE', key: prefix + name }), 200, 204, 404));
    },
    setAside: (to, { name, version }) =>
      setAside(ask, {
        from: prefix + name,
        to: `${prefix}${to}/${name}`,
        source: `/${encodedPath(`${bucket}/${prefix}${name}`)}`,
        etag: version,
      }),
  };
};
