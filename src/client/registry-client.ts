// For agencies' programs: every route of the registry, typed by its own OpenAPI document. Copy this folder,
// npm install openapi-fetch.
//   const registry = registryClient({ url: 'https://…', key: process.env.REGISTRY_KEY });
//   const check = await answer(registry.api.POST('/api/v1/checks', { body: { subject, purpose: 'commitment' }
// }));
import createClient from 'openapi-fetch';
import type { components, paths } from './schema.d.ts';

export type Schemas = components['schemas'];
export type Problem = Schemas['Problem'];
export type Batch = Schemas['Batch'];
export type RegistryRecord = Schemas['CreditRecord'] & { etag: string };
export type RecordKey = { catalog: string; sourceNo: string };
type UploadQuery = paths['/api/v1/batches']['post']['parameters']['query'];
type Answered<T> = { data?: T; error?: unknown; response: Response };

// A refusal of the registry, with its stable code, a sentence that says what to do, and every fault of the
// input.
export class RegistryProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: Problem['errors'];
  readonly requestId: string;
  constructor(status: number, problem: Partial<Problem>) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = problem.code ?? `http.${status}`;
    this.errors = problem.errors ?? [];
    this.requestId = problem.requestId ?? '';
  }
}

// The body of a good answer; any other answer is thrown.
export const answer = async <T>(call: Promise<Answered<T>>): Promise<T> => {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  throw new RegistryProblem(response.status, error !== null && typeof error === 'object' ? error : {});
};

const LOOK_EVERY_MS = 500;
const TRIES = 4;
const pause = (ms: number) => new Promise<void>((go) => setTimeout(go, ms));

// Sent again when it was not heard or the registry was busy: PUT and DELETE may be repeated as they are, a
// POST by its key.
const patient =
  (send: (request: Request) => Promise<Response>) =>
  async (request: Request): Promise<Response> => {
    const isUpload = request.body !== null && request.headers.get('content-type') !== 'application/json';
    for (let left = isUpload ? 0 : TRIES - 1; ; left--) {
      const heard = await send(left > 0 ? request.clone() : request).catch((error: unknown) => {
        if (left === 0 || request.signal.aborted) throw error;
      });
      if (heard && (left === 0 || (heard.status !== 503 && heard.status !== 429))) return heard;
      await pause(1000 * Number(heard?.headers.get('retry-after') ?? TRIES - left));
    }
  };

type Access = { url: string; key: string; fetch?: (request: Request) => Promise<Response> };

const openApi = ({ url, key, fetch: send = (request) => fetch(request) }: Access) => {
  const api = createClient<paths>({
    baseUrl: url.replace(/\/$/, ''),
    fetch: patient(send),
    headers: { authorization: `Bearer ${key}` },
  });
  api.use({
    onRequest: ({ request: { method, headers } }) => {
      if (method === 'POST' && !headers.has('idempotency-key'))
        headers.set('idempotency-key', crypto.randomUUID());
    },
  });
  return api;
};

export type RegistryClient = ReturnType<typeof registryClient>;

export const registryClient = (access: Access) => {
  const api = openApi(access);
  const withEtag = async (call: Promise<Answered<Schemas['CreditRecord']>>): Promise<RegistryRecord> => ({
    ...(await answer(call)),
    etag: (await call).response.headers.get('etag') ?? '',
  });
  const ifMatch = (etag: string | undefined) => (etag ? { header: { 'if-match': etag } } : {});
  const path = '/api/v1/records/{catalog}/{sourceNo}';
  return {
    api,

    // The file's own type says what it is: text/csv, application/json, application/x-ndjson or XLSX.
    upload: (query: UploadQuery, file: Blob): Promise<Batch> =>
      answer(
        api.POST('/api/v1/batches', {
          params: { query },
          body: file,
          bodySerializer: (body) => body,
          headers: { 'content-type': file.type || 'text/csv' },
        }),
      ),

    // Until there is nothing to do for the registry: done, failed, cancelled, or awaiting the agency's
    // confirmation.
    waitForBatch: async (
      id: string,
      { everyMs = LOOK_EVERY_MS, signal, onProgress = () => {} }: Waiting = {},
    ): Promise<Batch> => {
      for (;;) {
        const batch = await answer(api.GET('/api/v1/batches/{id}', { params: { path: { id } }, signal }));
        onProgress(batch);
        if (batch.status !== 'queued' && batch.status !== 'running') return batch;
        await pause(everyMs);
      }
    },

    showRecord: (key: RecordKey) => withEtag(api.GET(path, { params: { path: key } })),

    // Over a record that exists only with the etag of what was seen: RegistryProblem 412 says that it has
    // changed since.
    putRecord: (key: RecordKey, fields: Schemas['RecordFields'], seen?: { etag: string }) =>
      withEtag(api.PUT(path, { params: { path: key, ...ifMatch(seen?.etag) }, body: fields })),

    withdrawRecord: (key: RecordKey, reason: string, seen?: { etag: string }) =>
      withEtag(api.DELETE(path, { params: { path: key, query: { reason }, ...ifMatch(seen?.etag) } })),
  };
};

type Waiting = { everyMs?: number; signal?: AbortSignal; onProgress?: (batch: Batch) => void };
