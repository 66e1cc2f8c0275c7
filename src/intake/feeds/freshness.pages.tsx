import type { Context } from 'hono';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { formOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { FrequencyView } from './frequency.view.tsx';
import { FrequencyIn } from './freshness.schema.ts';
import { FeedDeskView } from './freshness.view.tsx';
import { isFeedState, isLate, monthsBack } from './freshness-words.rules.ts';
import { listReportingDuties } from './list-reporting-duties.ts';
import { listScoreCards } from './list-score-cards.ts';
import { setFrequency } from './set-frequency.ts';

const drawDesk = async (c: Context<Env>) => {
  const ctx = c.get('ctx');
  const months = monthsBack(dayOf(ctx.clock.now()));
  const { state = '', agency = '', month: chosen = '', reported = '' } = c.req.query();
  const month = months.includes(chosen) ? chosen : (months[0] ?? '');
  const all = await listReportingDuties(ctx);
  const { cards } = await listScoreCards(ctx, { month, ...(agency && { agency }) });
  const feeds = all.filter(
    (feed) =>
      (!agency || feed.agency === agency) &&
      (state === 'late' ? isLate(feed) : !isFeedState(state) || feed.state === state),
  );
  const names = new Map(all.map((feed) => [feed.agency, feed.agencyName]));
  const agencies = [...names].map(([value, label]) => ({ value, label }));
  const body = (
    <FeedDeskView
      feeds={feeds}
      cards={cards}
      filter={{ state, agency, month }}
      choices={{ agencies, months }}
      lateCount={all.filter(isLate).length}
      maySet={ctx.actor.may.has('freshness.set')}
      reportsZeroFor={ctx.actor.may.has('zero-report.file') ? (ctx.actor.agency?.code ?? null) : null}
      reported={findCatalog(reported)?.name ?? null}
    />
  );
  return draw(c, { title: '报送考核', body });
};

const keyOf = (c: Context<Env>) => ({
  agency: c.req.param('agency') ?? '',
  catalog: c.req.param('catalog') ?? '',
});

const drawFrequency = async (c: Context<Env>, refusal: Refusal = untouched) => {
  const { agency, catalog } = keyOf(c);
  const feed = (await listReportingDuties(c.get('ctx'))).find(
    (found) => found.agency === agency && found.catalog === catalog,
  );
  if (!feed) throw new Problem('feed.unknown');
  const hasErrors = refusal.faults.length > 0;
  const body = <FrequencyView feed={feed} refusal={refusal} />;
  return draw(c, { title: '设定报送频次', body, hasErrors }, hasErrors ? 422 : 200);
};

const words = { labels: { everyWorkingDays: '工作日数', reason: '依据或理由' } } as const;
const PATH = '/feeds/:agency/:catalog';

export const freshnessPages = pages()
  .get('/feeds', asks('freshness.read'), drawDesk)
  .get(PATH, asks('freshness.set'), (c) => drawFrequency(c))
  .post(PATH, asks('freshness.set'), async (c) => {
    const { typed, input } = await formOf(c);
    const done = await tried(typed, words, () =>
      setFrequency(c.get('ctx'), keyOf(c), parsed(c.get('ctx'), FrequencyIn, input)),
    );
    return done.ok ? c.redirect('/desk/feeds', 303) : drawFrequency(c, done.refusal);
  })
  .post(`${PATH}/reset`, asks('freshness.set'), async (c) => {
    await setFrequency(c.get('ctx'), keyOf(c), null);
    return c.redirect('/desk/feeds', 303);
  });
