import { catalogNames } from '../../law/catalogs/catalog-list.ts';
import { draw, pages, wantsHtml } from '../../platform/web/pages.ts';
import { PublicCheckView } from './public-check.view.tsx';
import { verifyCheck } from './verify-check.ts';

// Who scans the sheet sees a page; a machine that asks for JSON goes on to the API's answer.
export const publicCheckPages = pages().get('/checks/:no', async (c, next) => {
  const code = c.req.query('code');
  if (!wantsHtml(c) || !code) return next();
  const check = await verifyCheck(c.get('ctx'), { no: c.req.param('no'), code });
  return draw(c, {
    title: '核查结果单验证',
    body: <PublicCheckView check={check} listNames={catalogNames} />,
  });
});
