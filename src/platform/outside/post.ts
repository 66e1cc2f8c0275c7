import type { ClientCertificate } from './client-certificate.ts';

// One bounded outbound POST. The guarded implementation is built in node/ and
// worker/; the signature in notices/.
export type Outbound = {
  url: string;
  headers: Record<string, string>;
  body: string;
  timeoutMs: number;
  maxResponseBytes: number;
  certificate?: ClientCertificate | undefined;
};

// fault is a stable word: 'refused-address', 'dns', 'connect', 'tls', 'certificate',
// 'timeout', 'reset', 'too-large'.
export type Answer =
  | { ok: true; status: number; retryAfter: string | null; excerpt: string; tookMs: number }
  | { ok: false; fault: string; tookMs: number };

export type Send = (request: Outbound) => Promise<Answer>;
