import { untouched } from '../../platform/web/form.view.tsx';
import { parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages, wantsHtml } from '../../platform/web/pages.ts';
import { MatterQuery } from './matter.schema.ts';
import { matterFeed } from './matter-feed.ts';
import { PublicMattersView, PublicMatterView } from './public-matter.view.tsx';
import { searchMatters } from './search-matters.ts';
import { showMatter } from './show-matter.ts';

const SHOWN = 20;
const words = { labels: { q: '证明、要办的事或者单位' } } as const;

// A citizen's phone gets a page; a machine that asks for JSON goes on to the API's answer.
export const publicMatterPages = pages()
  .get('/matters', asks('anyone'), async (c, next) => {
    if (!wantsHtml(c)) return next();
    const ctx = c.get('ctx');
    const { q = '', list = '', after } = c.req.query();
    const search = { ...(q.trim() && { q: q.trim() }), ...(list && { list }) };
    const found = await tried({ q }, words, async () =>
      searchMatters(ctx, parsed(ctx, MatterQuery, { ...search, after, limit: SHOWN })),
    );
    const refusal = found.ok ? untouched : { typed: {}, faults: found.refusal.faults };
    const { items, next: more } = found.ok ? found.value : { items: [], next: null };
    const body = (
      <PublicMattersView matters={items} search={found.ok ? search : {}} next={more} refusal={refusal} />
    );
    return draw(c, { title: '要不要这个证明', body, hasErrors: !found.ok }, found.ok ? 200 : 422);
  })
  .get('/matters.atom', asks('anyone'), async (c) => {
    const feed = await matterFeed(c.get('ctx'));
    return c.body(feed, 200, { 'content-type': 'application/atom+xml; charset=utf-8' });
  })
  .get('/matters/:code', asks('anyone'), async (c, next) => {
    if (!wantsHtml(c)) return next();
    const matter = await showMatter(c.get('ctx'), c.req.param('code'));
    return draw(c, { title: matter.name, body: <PublicMatterView matter={matter} /> });
  });
