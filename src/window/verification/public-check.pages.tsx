import { catalogNames } from '../../law/catalogs/catalog-list.ts';
import { asks, draw, pages, wantsHtml } from '../../platform/web/pages.ts';
import { forged, VerdictView } from './genuine.view.tsx';
import { checkVerdict, PublicCheckView } from './public-check.view.tsx';
import { genuineCheck } from './verify-check.ts';

// A person who scans the sheet sees a page; a machine that asks for JSON goes on to the API's answer.
export const publicCheckPages = pages().get('/checks/:no', asks('anyone'), async (c, next) => {
  const code = c.req.query('code');
  if (!wantsHtml(c) || !code) return next();
  const check = await genuineCheck(c.get('ctx'), { no: c.req.param('no'), code });
  if (!check) {
    const verdict = forged('结果单');
    return draw(c, { title: verdict.title, body: <VerdictView verdict={verdict} /> }, 404);
  }
  const body = <PublicCheckView check={check} code={code} listNames={catalogNames} />;
  return draw(c, { title: checkVerdict(check).title, body });
});
