import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { isLift } from '../relay/notice-body.rules.ts';
import { wantedNotices } from '../relay/wanted-notices.step.ts';
import { executionState, noticeStateOf } from './feedback.rules.ts';
import type { NoticeFilter } from './notice.schema.ts';
import { listNoticeLines, type ReceivedNotice } from './notice-list.store.ts';

type Query = NoticeFilter & { after?: string | undefined; limit: number };

// A lift counts as arrived only when somebody has signed for it.
const shown = ({ payload, ...line }: ReceivedNotice) => ({
  ...line,
  ...payload,
  execution: executionState(noticeStateOf(line)),
  needsReceipt: isLift(line.type),
  confirmed: line.signedAt !== null,
});

export const listNotices = (ctx: Ctx, { after, limit, ...filter }: Query) =>
  look(ctx, 'notice.list', async (tx) => {
    const wanted = await wantedNotices(ctx, tx, filter);
    const last = readCursor(cursors.seqAndUuid, after);
    const found = await listNoticeLines(tx, {
      ...wanted,
      after: last ? { seq: last[0], id: last[1] } : null,
      limit: limit + 1,
    });
    const { items, next } = page(found, limit, (line) => [line.seq, line.id]);
    return { value: { items: items.map(shown), next }, audit: { notices: items.length } };
  });
