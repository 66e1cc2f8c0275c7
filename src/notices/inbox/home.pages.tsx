import { countEndingKeys } from '../../access/keys/count-ending-keys.ts';
import { EndingKeysLine } from '../../access/keys/key.view.tsx';
import { HomeView } from '../../access/sessions/session.view.tsx';
import { LateLine } from '../../intake/feeds/freshness.view.tsx';
import { isLate } from '../../intake/feeds/freshness-words.rules.ts';
import { listReportingDuties } from '../../intake/feeds/list-reporting-duties.ts';
import { CalendarMissing } from '../../law/calendar/calendar-missing.view.tsx';
import { missingYearsFor } from '../../law/calendar/missing-years.ts';
import { deskLinksOf } from '../../platform/web/desk-links.rules.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { listSubscriptions } from '../subscriptions/list-subscriptions.ts';
import { AttentionPanel, attentionLines } from './attention.view.tsx';

const LOOKED_AT = 200;

// The first page of the desk: links, late feeds, and subscriptions that need attention.
export const homePages = pages().get('/', asks('session.close'), async (c) => {
  const ctx = c.get('ctx');
  const { actor } = ctx;
  const feeds = actor.may.has('freshness.read') ? await listReportingDuties(ctx) : [];
  const mine = actor.may.has('subscription.list') ? await listSubscriptions(ctx, { limit: LOOKED_AT }) : null;
  const body = (
    <HomeView name={actor.name} agency={actor.agency?.name ?? ''} links={deskLinksOf(actor.may)}>
      <CalendarMissing years={await missingYearsFor(ctx)} />
      <EndingKeysLine count={await countEndingKeys(ctx)} />
      <LateLine count={feeds.filter(isLate).length} />
      <AttentionPanel lines={attentionLines(mine?.items ?? [], ctx.clock.now())} />
    </HomeView>
  );
  return draw(c, { title: '首页', body });
});
