import { openBucket } from '../../intake/drop-sources/open-bucket.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Deps } from '../../platform/door/deps.ts';
import type { DropBox } from '../../platform/outside/drop-box.ts';
import type { PostAnswer } from '../../platform/outside/post.ts';
import { catalogName } from '../inbox/catalog-names.ts';
import type { SentNotice } from '../inbox/notice-sheet.rules.ts';
import type { ClaimedDelivery } from './delivery.store.ts';
import { type DropTarget, dropTargetOf } from './drop-target.store.ts';
import { type NoticeFile, noticeFiles } from './notice-file.ts';

const boxOf = async (deps: Deps, target: DropTarget): Promise<DropBox> => {
  if (target.kind === 'folder') {
    if (!deps.openFolder) throw new Problem('source.no-root');
    return deps.openFolder(target.location);
  }
  const { location, region, credentials } = target;
  if (!credentials) throw new Problem('source.unreachable');
  return openBucket(deps.reach, { location, region: region ?? '', ...credentials }, () => deps.clock.now());
};

// A ping proves that the place can be written to; its file stays until the next.
const pingFile = (body: string): NoticeFile => ({
  name: 'registry-ping.json',
  content: new TextEncoder().encode(`${body}\n`),
});

const write = async (deps: Deps, claimed: ClaimedDelivery, body: string) => {
  const target = await dropTargetOf(deps.db, deps.vault, claimed.subscriptionId);
  if (!target) throw new Problem('source.location');
  const files =
    claimed.kind === 'ping'
      ? [pingFile(body)]
      : noticeFiles({
          // A replay overwrites the file that it repeats.
          delivery: {
            ...claimed,
            id: claimed.webhookId,
            createdAt: new Date(claimed.createdAt).toISOString(),
          },
          notices: JSON.parse(body) as SentNotice[],
          format: target.format,
          listName: catalogName,
        });
  const box = await boxOf(deps, target);
  for (const { name, content } of files) await box.write(name, content);
};

const within = async <T>(work: Promise<T>, ms: number): Promise<T> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Late()), ms);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
};
class Late extends Error {}

const faultOf = (error: unknown): string => {
  if (error instanceof Late) return 'timeout';
  return error instanceof Problem && error.code !== 'source.unreachable'
    ? 'place-missing'
    : 'place-unwritable';
};

/** The last step of a delivery by file. To the lane it answers as an endpoint does: taken, or why not. */
export const dropDelivery = async (
  deps: Deps,
  claimed: ClaimedDelivery,
  sending: { body: string; timeoutMs: number },
): Promise<PostAnswer> => {
  const from = deps.clock.now().getTime();
  const tookMs = () => Math.max(0, deps.clock.now().getTime() - from);
  try {
    await within(write(deps, claimed, sending.body), sending.timeoutMs);
    return { ok: true, status: 201, retryAfter: null, excerpt: '', tookMs: tookMs() };
  } catch (error) {
    deps.log('warn', 'delivery.not-dropped', { delivery: claimed.id, error });
    return { ok: false, fault: faultOf(error), tookMs: tookMs() };
  }
};
