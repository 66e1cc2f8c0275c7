import { Problem } from '../../kernel/problems.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { noticeXlsx } from '../delivery/notice-file.ts';
import { openedBody } from '../relay/notice.store.ts';
import { wantedNotices } from '../relay/wanted-notices.step.ts';
import { catalogName } from './catalog-names.ts';
import type { NoticeFilter } from './notice.schema.ts';
import { noticeBodies } from './notice-list.store.ts';
import type { SentNotice } from './notice-sheet.rules.ts';
import { unreadableNotice } from './unreadable-notice.rules.ts';

const MOST_ROWS = 20_000;

type Kept = Omit<Awaited<ReturnType<typeof noticeBodies>>[number], 'signedAt' | 'signedBy'>;

const sentNotice = async (ctx: Ctx, { payload, ...kept }: Kept): Promise<SentNotice> => {
  const body = await openedBody(ctx, kept);
  if (body !== null) return JSON.parse(body) as SentNotice;
  if (!payload) throw new Error('a notice without a body');
  return unreadableNotice({ ...kept, payload });
};

// A person is masked as in the notice, unless the subscription carries a legal basis for the full number.
export const downloadNotices = (ctx: Ctx, filter: NoticeFilter) =>
  look(ctx, 'notice.download', async (tx) => {
    const wanted = await wantedNotices(ctx, tx, filter);
    const found = await noticeBodies(tx, { ...wanted, limit: MOST_ROWS + 1 });
    if (found.length > MOST_ROWS) throw new Problem('notice.too-many');
    const notices = await Promise.all(
      found.map(async ({ signedAt, signedBy, ...kept }) => ({
        ...(await sentNotice(ctx, kept)),
        signed: { at: signedAt, by: signedBy },
      })),
    );
    return {
      value: noticeXlsx(notices, catalogName),
      audit: { notices: notices.length, filter },
    };
  });
