// For receivers: verifies a Standard Webhooks request with nothing but Web Crypto, and gives back its events.
//   const events = await verifyWebhook({ secret, headers: request.headers, body: await request.text() });
// place-in-stream.ts says which of them are news.
export type Notice = {
  specversion: string;
  id: string;
  type: string;
  source: string;
  time: string;
  subject?: string;
  // Absent in notices from before there were epochs: the first.
  epoch?: number;
  data: { seq: number; subjectSeq: number; supersedes: string[] } & Record<string, unknown>;
};

type Received = {
  secret: string | readonly string[];
  headers: Headers | Readonly<Record<string, string | string[] | undefined>>;
  body: string;
  now?: Date;
};

const TOLERANCE_SECONDS = 300;
const encoder = new TextEncoder();

export class WebhookRefused extends Error {}

const header = (headers: Received['headers'], name: string): string => {
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  if (typeof value !== 'string') throw new WebhookRefused(`missing ${name}`);
  return value;
};

const bytes = (base64: string) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

const isSignedBy = async (secret: string, signed: string, signatures: readonly string[]) => {
  const raw = bytes(secret.replace(/^whsec_/, ''));
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  const found = await Promise.all(
    signatures.map((signature) =>
      crypto.subtle.verify('HMAC', key, bytes(signature), encoder.encode(signed)),
    ),
  );
  return found.includes(true);
};

export const verifyWebhook = async ({ secret, headers, body, now }: Received): Promise<Notice[]> => {
  const [id, timestamp] = [header(headers, 'webhook-id'), header(headers, 'webhook-timestamp')];
  const age = (now ?? new Date()).getTime() / 1000 - Number(timestamp);
  if (!(Math.abs(age) <= TOLERANCE_SECONDS)) throw new WebhookRefused('timestamp too far from now');
  const signatures = header(headers, 'webhook-signature')
    .split(' ')
    .filter((part) => part.startsWith('v1,'))
    .map((part) => part.slice(3));
  const secrets = typeof secret === 'string' ? [secret] : secret;
  const signed = `${id}.${timestamp}.${body}`;
  const verified = await Promise.all(secrets.map((one) => isSignedBy(one, signed, signatures)));
  if (!verified.includes(true)) throw new WebhookRefused('no signature fits');
  const events: unknown = JSON.parse(body);
  return (Array.isArray(events) ? events : [events]) as Notice[];
};
