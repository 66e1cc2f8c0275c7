// The certificate for a receiver that asks who calls. It never changes under its id.
export type Pem = { certificate: string; key: string };
export type ClientCertificate = Pem & { id: string };

// The end of the certificate's life, or undefined when the two cannot be read or do not belong together.
export type ReadCertificate = (pem: Pem) => { validUntil: Date } | undefined;

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
export type PostAnswer =
  | { ok: true; status: number; retryAfter: string | null; excerpt: string; tookMs: number }
  | { ok: false; fault: string; tookMs: number };

export type Send = (request: Outbound) => Promise<PostAnswer>;
