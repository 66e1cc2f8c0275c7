import type { Outbound, PostAnswer, Send } from '../platform/outside/post.ts';
import { endpointUrl, namesTarget, targetOf } from '../platform/outside/push-allow.ts';
import type { Reach } from '../platform/outside/reach.ts';

// A Worker cannot pin what a name resolves to, so the operator's list is the whole guard: a
// host not named is not asked.
export const isAllowed = (allow: readonly string[], url: string) =>
  endpointUrl(allow, url).ok && namesTarget(allow, targetOf(new URL(url)));

export const sendToAllowed =
  (allow: readonly string[]): Send =>
  async (request) => {
    const from = performance.now();
    const tookMs = () => Math.round(performance.now() - from);
    if (!isAllowed(allow, request.url)) return { ok: false, fault: 'refused-address', tookMs: 0 };
    // Uploaded while the service ran elsewhere: the receiver would refuse us, so it is not asked.
    if (request.certificate) return { ok: false, fault: 'certificate', tookMs: 0 };
    try {
      return { ...(await post(request)), tookMs: tookMs() };
    } catch (cause) {
      return { ok: false, fault: faultOf(cause), tookMs: tookMs() };
    }
  };

const post = async (request: Outbound): Promise<PostAnswer> => {
  const response = await fetch(request.url, {
    method: 'POST',
    headers: request.headers,
    body: request.body,
    redirect: 'manual',
    signal: AbortSignal.timeout(request.timeoutMs),
  });
  const excerpt = await firstBytes(response, request.maxResponseBytes);
  return {
    ok: true,
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    excerpt,
    tookMs: 0,
  };
};

// Reads no further than asked, however long the receiver goes on.
const firstBytes = async (response: Response, most: number): Promise<string> => {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let [text, count] = ['', 0];
  while (reader && count < most) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value.subarray(0, most - count), { stream: true });
    count += value.length;
  }
  await reader?.cancel();
  return text;
};

const faultOf = (cause: unknown) =>
  cause instanceof Error && (cause.name === 'TimeoutError' || cause.name === 'AbortError')
    ? 'timeout'
    : 'connect';

const ANSWER_WITHIN_MS = 20_000;

export const fetchFromAllowed =
  (allow: readonly string[]): Reach =>
  async (url, { method, headers, body }) => {
    if (!isAllowed(allow, url)) throw new Error('refused address');
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    return fetch(url, { method, headers, redirect: 'manual', signal, ...(body ? { body } : {}) });
  };
