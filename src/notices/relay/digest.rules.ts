import { DIGEST_LANE } from './relay-plan.rules.ts';

// 本市设定: small bodies are kinder to receivers and to our memory.
export const NOTICES_AT_MOST = 200;
const BYTES_AT_MOST = 400_000;

type Waiting = { id: string; seq: number; size: number; isLift?: boolean };
/**
 * Notice n of subscription s waits for its digest: nothing carries it, replaced it or acknowledged it.
 */
export const WAITS_FOR_DIGEST = `(n.delivery_id is null
  and n.superseded_by is null
  and n.signed_at is null
  and n.seq > s.acked_seq)`;

export type To = { id: string; schedule: { digestSize?: number } };

const isFull = (chunk: readonly Waiting[], next: Waiting, most: number) =>
  chunk.length >= most || chunk.reduce((sum, { size }) => sum + size, 0) + next.size > BYTES_AT_MOST;

const encoder = new TextEncoder();
export const bytesOf = (body: string): number => encoder.encode(body).length;

export const digestsOf = (waiting: readonly Waiting[], to: To, newId: () => string) => {
  const most = to.schedule.digestSize ?? NOTICES_AT_MOST;
  const chunks: Waiting[][] = [];
  for (const notice of waiting) {
    const last = chunks.at(-1);
    if (last && !isFull(last, notice, most)) last.push(notice);
    else chunks.push([notice]);
  }
  return chunks.map((chunk) => ({
    id: newId(),
    subscriptionId: to.id,
    lane: DIGEST_LANE,
    kind: 'digest' as const,
    firstSeq: chunk[0]?.seq ?? 0,
    lastSeq: chunk.at(-1)?.seq ?? 0,
    urgent: chunk.some(({ isLift }) => isLift),
    notices: chunk.map(({ id }) => id),
  }));
};
