import { dayOf, isDay } from '../../kernel/day.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { listUnusualAccess } from './list-unusual-access.ts';
import { UnusualAccessView } from './unusual-access.view.tsx';

export const unusualAccessPages = pages().get('/unusual-access', asks('audit.read'), async (c) => {
  const ctx = c.get('ctx');
  const today = dayOf(ctx.clock.now());
  const asked = c.req.query('day');
  const day = isDay(asked) && asked <= today ? asked : today;
  const { lists } = await listUnusualAccess(ctx, { day });
  const body = <UnusualAccessView day={day} today={today} lists={lists} />;
  return draw(c, { title: '异常查询', body });
});
