import { filled, fitted } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { countPromises } from './count-promises.ts';
import { listPromiseMoves } from './list-promise-moves.ts';
import { MoveQuery, PromiseStatisticsQuery } from './statistics.schema.ts';
import { PromiseMovesView, PromiseStatisticsView } from './statistics.view.tsx';

export const promiseStatisticsPages = pages()
  .get('/promise-statistics', asks('promise-statistics.read'), async (c) => {
    const statistics = await countPromises(
      c.get('ctx'),
      fitted(PromiseStatisticsQuery, filled(c.req.query())),
    );
    return draw(c, { title: '承诺制统计', body: <PromiseStatisticsView {...statistics} /> });
  })
  .get('/promise-statistics/moves', asks('promise-statistics.read'), async (c) => {
    const asked = filled(c.req.query());
    const query = fitted(MoveQuery, asked);
    const { items, next } = await listPromiseMoves(c.get('ctx'), query);
    const { after: _after, ...kept } = asked;
    const body = <PromiseMovesView event={query.event} items={items} next={next} filter={kept} />;
    return draw(c, { title: '承诺制统计逐条', body });
  });
