import { untouched } from '../../platform/web/form.view.tsx';
import { parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages, wantsHtml } from '../../platform/web/pages.ts';
import { listPublicLists } from './list-public-lists.ts';
import { ListQuery } from './public-list.schema.ts';
import { PublicListsView, PublicListView } from './public-list.view.tsx';
import { searchPublicList } from './search-public-list.ts';
import { takeDown } from './take-down.ts';

const SHOWN = 20;
const words = { labels: { q: '名称或统一社会信用代码' } } as const;

// A citizen's browser gets a page; a machine that asks for JSON goes on to the API's answer.
export const publicListPages = pages()
  .get('/lists', asks('anyone'), async (c, next) => {
    if (!wantsHtml(c)) return next();
    await takeDown(c.get('ctx'));
    const body = <PublicListsView lists={await listPublicLists(c.get('ctx'))} />;
    return draw(c, { title: '公示名单', body });
  })
  .get('/lists/:code', asks('anyone'), async (c, next) => {
    if (!wantsHtml(c)) return next();
    const ctx = c.get('ctx');
    const code = c.req.param('code');
    await takeDown(ctx);
    const typed = { q: c.req.query('q') ?? '' };
    const question = { ...(typed.q.trim() ? { q: typed.q } : {}), after: c.req.query('after'), limit: SHOWN };
    const found = await tried(typed, words, async () =>
      searchPublicList(ctx, code, parsed(ctx, ListQuery, question)),
    );
    const refusal = found.ok ? untouched : { typed: {}, faults: found.refusal.faults };
    const list = found.ok ? found.value : await searchPublicList(ctx, code, { limit: SHOWN });
    const body = <PublicListView list={list} q={found.ok ? typed.q.trim() : ''} refusal={refusal} />;
    return draw(c, { title: list.name, body, hasErrors: !found.ok }, found.ok ? 200 : 422);
  });
