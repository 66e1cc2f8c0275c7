import { isGone, isPassing } from '../../platform/door/database-faults.ts';
import type { Deps } from '../../platform/door/deps.ts';
import type { PostAnswer } from '../../platform/outside/post.ts';
import { noteAttempt } from '../../platform/running/meter.ts';
import { bodiesOfDelivery, openBody, openedBody } from '../relay/notice.store.ts';
import { pingBody } from '../relay/notice-body.rules.ts';
import { openCertificate } from '../subscriptions/certificate.store.ts';
import { quietUntil } from '../subscriptions/subscription.rules.ts';
import { type AttemptVerdict, afterAttempt, afterPing, excerptOf, UNREADABLE } from './delivery.rules.ts';
import type { ClaimedDelivery, Pace } from './delivery.store.ts';
import { dropDelivery } from './drop-delivery.ts';
import { openSecret } from './secret.store.ts';
import { type Attempted, newsOf } from './settle-attempts.ts';
import { signatureHeader, signingWith } from './webhook-signature.rules.ts';

const MAX_RESPONSE_BYTES = 65_536;

const arrayOf = (bodies: readonly string[]) => `[${bodies.join(',')}]`;

const bodyOf = async (deps: Deps, claimed: ClaimedDelivery): Promise<string> => {
  if (claimed.kind === 'ping') {
    const ping = pingBody({
      deliveryId: claimed.id,
      subscriptionId: claimed.subscriptionId,
      epoch: claimed.epoch,
      at: new Date(claimed.createdAt).toISOString(),
      source: deps.config.publicUrl,
    });
    return arrayOf([ping]);
  }
  if (!claimed.hasSealed) return claimed.body;
  const kept = await bodiesOfDelivery(deps.db, claimed);
  return arrayOf(await Promise.all(kept.map((notice) => openBody(deps.vault, notice))));
};

type Part = (claimed: ClaimedDelivery, unreadable: readonly string[]) => Promise<boolean>;

// A body of a digest that does not open waits in the lane of its subject; the others are sent without it.
const restOf = async (deps: Deps, claimed: ClaimedDelivery, part: Part): Promise<string | null> => {
  const opened = async () => {
    const kept = await bodiesOfDelivery(deps.db, claimed);
    return Promise.all(kept.map(async (one) => ({ id: one.id, body: await openedBody(deps, one) })));
  };
  const unreadable = (await opened()).flatMap(({ id, body }) => (body === null ? id : []));
  // Without the lease nothing was parted, and a later notice of that subject would overtake it.
  if (!(await part(claimed, unreadable))) return null;
  const left = (await opened()).flatMap(({ body }) => body ?? []);
  return left.length > 0 ? arrayOf(left) : null;
};

const UNREAD = { ok: false, fault: UNREADABLE, tookMs: 0 } as const;

// A body that cannot be opened waits like a receiver that is down, so that it keeps no place from the others.
const readableBody = async (deps: Deps, claimed: ClaimedDelivery, part: Part): Promise<string | null> => {
  try {
    return await bodyOf(deps, claimed);
  } catch (error) {
    if (isPassing(error) || isGone(error)) throw error;
    deps.log('error', 'delivery.unreadable', { delivery: claimed.id, error });
    return claimed.kind === 'digest' ? restOf(deps, claimed, part) : null;
  }
};

// Secrets and certificates never change under their id, so each is opened once a run.
const remembered = <T>(open: (id: string) => Promise<T>) => {
  const known = new Map<string, Promise<T>>();
  return (id: string) => {
    const found = known.get(id) ?? open(id);
    known.set(id, found);
    found.catch(() => known.delete(id));
    return found;
  };
};

const random = (deps: Deps) => (deps.randomBytes(1)[0] ?? 0) / 256;

// A retry keeps out of the quiet hours.
const withQuiet = (
  verdict: AttemptVerdict,
  { isUrgent, schedule }: ClaimedDelivery,
  at: Date,
): AttemptVerdict => {
  if (verdict.goesTo !== 'ready' || isUrgent) return verdict;
  const due = new Date(at.getTime() + verdict.delaySeconds * 1000);
  const delaySeconds = Math.max(
    verdict.delaySeconds,
    (quietUntil(schedule, due).getTime() - at.getTime()) / 1000,
  );
  return { ...verdict, delaySeconds };
};

type Span = { at: string; endedAt: string };
const settlementOf = (claimed: ClaimedDelivery, span: Span, answer: PostAnswer, verdict: AttemptVerdict) => ({
  id: claimed.id,
  token: claimed.token,
  subscriptionId: claimed.subscriptionId,
  attempt: claimed.attempt,
  goesTo: verdict.goesTo,
  delaySeconds: verdict.delaySeconds,
  news: newsOf(claimed.kind, verdict),
  ...span,
  tookMs: answer.tookMs,
  status: answer.ok ? answer.status : null,
  fault: answer.ok ? null : answer.fault,
  excerpt: answer.ok ? excerptOf(answer.excerpt) : '',
});

// Each attempt is signed again with every live secret; the id is the delivery's at each attempt. The time is
// the database's when it gave the lease: receivers refuse a signature five minutes off, and a process's clock
// may jump.
const signedPost = (deps: Deps, pace: Pace) => {
  const keyOf = remembered(async (id) =>
    signingWith(deps.keyedHashes, await openSecret(deps.db, deps.vault, id)),
  );
  const certificateOf = remembered((id) => openCertificate(deps.db, deps.vault, id));
  return async (claimed: ClaimedDelivery, body: string): Promise<PostAnswer> => {
    const id = claimed.webhookId;
    const timestamp = Math.floor(claimed.claimedAt / 1000);
    const keys = await Promise.all(claimed.secretIds.map(keyOf));
    return deps.send({
      url: claimed.url,
      headers: {
        'content-type': 'application/cloudevents-batch+json; charset=utf-8',
        'user-agent': 'credit-registry-push/1',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signatureHeader(keys, { id, timestamp, body }, claimed),
        ...(claimed.kind === 'replay' ? { 'x-replay': String(claimed.replayNo ?? 1) } : {}),
      },
      body,
      timeoutMs: pace.timeoutMs,
      maxResponseBytes: MAX_RESPONSE_BYTES,
      certificate: claimed.certificateId ? await certificateOf(claimed.certificateId) : undefined,
    });
  };
};

// The channel is the last step only: what follows from its answer is the same for all.
export const poster = (deps: Deps, pace: Pace, part: Part) => {
  const post = signedPost(deps, pace);
  return async (claimed: ClaimedDelivery): Promise<Attempted> => {
    const leasedAt = new Date(claimed.claimedAt);
    const at = deps.clock.now().toISOString();
    const body = await readableBody(deps, claimed, part);
    const answer = await (body === null
      ? UNREAD
      : claimed.channel === 'file'
        ? dropDelivery(deps, claimed, { body, timeoutMs: pace.timeoutMs })
        : post(claimed, body));
    if (claimed.kind !== 'ping')
      noteAttempt(deps.attempts, {
        subscription: claimed.subscriptionId,
        isDelivered: answer.ok && answer.status >= 200 && answer.status < 300,
        tookMs: answer.tookMs,
      });
    const judge = claimed.kind === 'ping' ? afterPing : afterAttempt;
    const judged = judge({
      answer,
      attempt: claimed.attempt,
      now: leasedAt,
      random: random(deps),
      ageSeconds: (claimed.claimedAt - claimed.createdAt) / 1000,
    });
    const verdict = withQuiet(judged, claimed, leasedAt);
    const span = { at, endedAt: deps.clock.now().toISOString() };
    return { claimed, verdict, settlement: settlementOf(claimed, span, answer, verdict) };
  };
};
