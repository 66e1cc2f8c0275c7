import { catalogNames } from '../../law/catalogs/catalog-list.ts';
import { PageQuery } from '../../platform/web/page-cursor.ts';
import { parsed } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { caseIdOf, ID, LISTED } from '../cases/case.pages.tsx';
import { listRepairNotices } from './list-repair-notices.ts';
import { RepairNoticeBoardView, RepairNoticeView } from './repair-notice.view.tsx';
import { showRepairNotice } from './show-repair-notice.ts';

export const repairNoticePages = pages()
  .get('/repair-notices', asks('repair.notice'), async (c) => {
    const ctx = c.get('ctx');
    const query = parsed(ctx, PageQuery.strict(), { limit: LISTED, ...c.req.query() });
    const { items, next } = await listRepairNotices(ctx, query);
    const body = <RepairNoticeBoardView lines={items} listNames={catalogNames} next={next} />;
    return draw(c, { title: '信用修复告知书', body });
  })
  .get(`/repair-notices/:id${ID}`, asks('repair.notice'), async (c) => {
    const notice = await showRepairNotice(c.get('ctx'), caseIdOf(c));
    return draw(c, { title: notice.no, body: <RepairNoticeView notice={notice} /> });
  });
