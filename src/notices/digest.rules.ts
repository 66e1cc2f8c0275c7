import { DIGEST_LANE } from './relay-plan.rules.ts';

// push.md §5.9 allows 500 or a megabyte; smaller bodies are kinder to receivers and to our memory.
const NOTICES_AT_MOST = 200;
const BYTES_AT_MOST = 400_000;

type Waiting = { id: string; seq: number; size: number };

const isFull = (chunk: readonly Waiting[], next: Waiting) =>
  chunk.length >= NOTICES_AT_MOST ||
  chunk.reduce((sum, { size }) => sum + size, 0) + next.size > BYTES_AT_MOST;

const encoder = new TextEncoder();
export const bytesOf = (body: string): number => encoder.encode(body).length;

export const digestsOf = (waiting: readonly Waiting[], subscriptionId: string, newId: () => string) => {
  const chunks: Waiting[][] = [];
  for (const notice of waiting) {
    const last = chunks.at(-1);
    if (last && !isFull(last, notice)) last.push(notice);
    else chunks.push([notice]);
  }
  return chunks.map((chunk) => ({
    id: newId(),
    subscriptionId,
    lane: DIGEST_LANE,
    kind: 'digest' as const,
    firstSeq: chunk[0]?.seq ?? 0,
    lastSeq: chunk.at(-1)?.seq ?? 0,
    urgent: false,
    notices: chunk.map(({ id }) => id),
  }));
};
