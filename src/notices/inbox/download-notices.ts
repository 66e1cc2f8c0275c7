import { Problem } from '../../kernel/problems.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { noticeXlsx } from '../delivery/notice-file.ts';
import { openBody } from '../relay/notice.store.ts';
import { wantedNotices } from '../relay/wanted-notices.step.ts';
import { catalogName } from './catalog-names.ts';
import type { NoticeFilter } from './notice.schema.ts';
import { noticeBodies } from './notice-list.store.ts';
import type { SentNotice } from './notice-sheet.rules.ts';

const MOST_ROWS = 20_000;

// A person is masked as in the notice, unless the subscription carries a legal basis for the full number.
export const downloadNotices = (ctx: Ctx, filter: NoticeFilter) =>
  look(ctx, 'notice.download', async (tx) => {
    const wanted = await wantedNotices(ctx, tx, filter);
    const found = await noticeBodies(tx, { ...wanted, limit: MOST_ROWS + 1 });
    if (found.length > MOST_ROWS) throw new Problem('notice.too-many');
    const notices = await Promise.all(
      found.map(async ({ signedAt, signedBy, ...kept }) => ({
        ...(JSON.parse(await openBody(ctx.vault, kept)) as SentNotice),
        signed: { at: signedAt, by: signedBy },
      })),
    );
    return {
      value: noticeXlsx(notices, catalogName),
      audit: { notices: notices.length, filter },
    };
  });
