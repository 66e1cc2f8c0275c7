import type { Day } from '../../kernel/day.ts';
import { calendarIn } from '../../law/calendar/calendar.store.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import type { Db } from '../../platform/door/db.ts';
import { priorNoticeOut } from '../../registry/listings/prior-notice.rules.ts';
import { notifiedOfSubject } from '../../registry/listings/prior-notice.store.ts';
import type { NotifiedItem } from './report.rules.ts';

// Basis: 行政处罚法第四十四条（告知事实、理由、依据）、第四十五条；个人信息保护法第四十五条
export const notifiedAbout = async (tx: Db, subjectId: number, today: Day): Promise<NotifiedItem[]> => {
  const found = await notifiedOfSubject(tx, subjectId);
  if (found.length === 0) return [];
  const calendar = await calendarIn(tx);
  return found.map((row) => {
    const { documentNo, basis, notifiedOn, statementsUntil } = priorNoticeOut(row, { calendar, today });
    return {
      listing: row.id,
      list: findCatalog(row.list)?.name ?? row.list,
      authority: row.authorityName,
      documentNo,
      reason: row.reason,
      basis,
      notifiedOn,
      statementsUntil: statementsUntil.on,
    };
  });
};
