import { parsed } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { MatterQuery } from './matter.schema.ts';
import { MatterListView, MatterView, type Search } from './matter.view.tsx';
import { MatterPosterView } from './public-matter.view.tsx';
import { searchMatters } from './search-matters.ts';
import { showMatter } from './show-matter.ts';

const LISTED = 50;
const LONGEST_HALL = 60;

// A form sends its empty fields too: what is blank was not asked.
const filled = (query: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(query).filter(([, text]) => text.trim() !== ''));

export const matterPages = pages()
  .get('/matters', asks('matter.list'), async (c) => {
    const ctx = c.get('ctx');
    const { after, limit: _, ...search } = parsed(ctx, MatterQuery, filled(c.req.query()));
    const { items, next } = await searchMatters(ctx, { ...search, after, limit: LISTED });
    const mayLoad = ctx.actor.may.has('matter.load');
    const asked: Search = filled({ ...search });
    const body = <MatterListView matters={items} search={asked} next={next} mayLoad={mayLoad} />;
    return draw(c, { title: '事项目录', body });
  })
  .get('/matter-poster', asks('matter.list'), (c) => {
    const hall = (c.req.query('hall') ?? '').trim().slice(0, LONGEST_HALL);
    const url = `${c.get('ctx').config.publicUrl}/public/matters`;
    return draw(c, { title: '证明事项查询海报', body: <MatterPosterView hall={hall} url={url} /> });
  })
  .get('/matters/:code', asks('matter.list'), async (c) => {
    const matter = await showMatter(c.get('ctx'), c.req.param('code'));
    return draw(c, { title: matter.name, body: <MatterView matter={matter} /> });
  });
