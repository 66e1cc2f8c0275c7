import { asks, draw, pages } from '../platform/pages.ts';
import { deskLinksOf } from '../staff/desk-links.rules.ts';
import { HomeView } from '../staff/session.view.tsx';
import { LateLine } from './freshness.view.tsx';
import { isLate } from './freshness-words.rules.ts';
import { listFeeds } from './list-feeds.ts';

// The desk's first page: what one may do, and what is late.
export const homePages = pages().get('/', asks('session.close'), async (c) => {
  const ctx = c.get('ctx');
  const { actor } = ctx;
  const feeds = actor.may.has('freshness.read') ? await listFeeds(ctx) : [];
  const body = (
    <HomeView name={actor.name} agency={actor.agency?.name ?? ''} links={deskLinksOf(actor.may)}>
      <LateLine count={feeds.filter(isLate).length} />
    </HomeView>
  );
  return draw(c, { title: '首页', body });
});
