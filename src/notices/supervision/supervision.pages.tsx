import type { Context } from 'hono';
import { catalogNames } from '../../law/catalogs/catalog-list.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { formOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages, UUID } from '../../platform/web/pages.ts';
import { countExecution } from './count-execution.ts';
import { issueLetter } from './issue-letter.ts';
import { LetterListView, LetterView, StatisticsView } from './letter.view.tsx';
import { listLetters } from './list-letters.ts';
import { listSupervisionItems } from './list-supervision-items.ts';
import { replyToLetter } from './reply-to-letter.ts';
import { showLetter } from './show-letter.ts';
import { PeriodQuery, ReplyIn, SupervisionFilter } from './supervision.schema.ts';
import { SupervisionView } from './supervision.view.tsx';

const LISTED = 100;
const words = { labels: { reply: '答复内容' }, fields: { 'supervision.replied': 'reply' } } as const;

const drawBoard = async (c: Context<Env>) => {
  const ctx = c.get('ctx');
  const { kind = '', agency = '', state = '', after } = c.req.query();
  const given = Object.entries({ kind, agency, state }).filter(([, value]) => value);
  const filter = parsed(ctx, SupervisionFilter, Object.fromEntries(given));
  const { items, next } = await listSupervisionItems(ctx, {
    ...filter,
    limit: LISTED,
    ...(after && { after }),
  });
  const names = new Map(items.map((item) => [item.agency, item.agencyName]));
  const body = (
    <SupervisionView
      items={items}
      filter={{ kind, agency, state }}
      agencies={[...names].map(([value, label]) => ({ value, label }))}
      listNames={catalogNames}
      next={next}
      mayIssue={ctx.actor.may.has('supervision.issue')}
    />
  );
  return draw(c, { title: '执行督办', body });
};

const drawLetter = async (c: Context<Env>, id: string, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const hasErrors = refusal.faults.length > 0;
  const mayReply = ctx.actor.may.has('supervision.reply');
  const letter = await showLetter(ctx, id);
  const body = <LetterView letter={letter} listNames={catalogNames} refusal={refusal} mayReply={mayReply} />;
  return draw(c, { title: letter.no, body, hasErrors }, hasErrors ? 422 : 200);
};

export const supervisionPages = pages()
  .get('/supervision', asks('supervision.read'), drawBoard)
  .get('/supervision/statistics', asks('supervision.read'), async (c) => {
    const { from, to } = c.req.query();
    const counted = await countExecution(
      c.get('ctx'),
      parsed(c.get('ctx'), PeriodQuery, { ...(from && { from }), ...(to && { to }) }),
    );
    return draw(c, { title: '执行统计', body: <StatisticsView {...counted} /> });
  })
  .get('/supervision/letters', asks('supervision.read'), async (c) => {
    const { after } = c.req.query();
    const { items, next } = await listLetters(c.get('ctx'), { limit: LISTED, ...(after && { after }) });
    return draw(c, { title: '督办函', body: <LetterListView letters={items} next={next} /> });
  })
  .post('/supervision/letters/to/:agency', asks('supervision.issue'), async (c) => {
    const { id } = await issueLetter(c.get('ctx'), { agency: c.req.param('agency') });
    return c.redirect(`/desk/supervision/letters/${id}`, 303);
  })
  .get(`/supervision/letters/:id${UUID}`, asks('supervision.read'), (c) => drawLetter(c, c.req.param('id')))
  .post(`/supervision/letters/:id${UUID}/reply`, asks('supervision.reply'), async (c) => {
    const id = c.req.param('id');
    const { typed, input } = await formOf(c);
    const done = await tried(typed, words, () =>
      replyToLetter(c.get('ctx'), { id, ...parsed(c.get('ctx'), ReplyIn, input) }),
    );
    return done.ok ? c.redirect(`/desk/supervision/letters/${id}`, 303) : drawLetter(c, id, done.refusal);
  });
