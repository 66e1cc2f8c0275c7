import type { Context } from 'hono';
import { catalogNames } from '../../law/catalogs/catalog-list.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { formOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages, UUID } from '../../platform/web/pages.ts';
import { listSubscriptions } from '../subscriptions/list-subscriptions.ts';
import { listSupervisionItems } from '../supervision/list-supervision-items.ts';
import { listChoices } from './catalog-names.ts';
import { giveFeedback } from './give-feedback.ts';
import { listNotices } from './list-notices.ts';
import { FeedbackIn, NoticeFilter, NoticeReceiptsIn } from './notice.schema.ts';
import { NoticeView } from './notice.view.tsx';
import { NoticeListView } from './notice-list.view.tsx';
import { showNotice } from './show-notice.ts';
import { signNotice } from './sign-notice.ts';
import { signNotices } from './sign-notices.ts';

const words = {
  labels: {
    measure: '措施',
    result: '执行结果',
    executedOn: '执行日期',
    documentNo: '执行文书号',
    content: '执行措施内容',
    amount: '涉及金额（万元）',
    reason: '原因',
    note: '奖惩说明',
  },
  fields: {
    'feedback.reason-required': 'reason',
    'feedback.measure': 'measure',
    'feedback.future': 'executedOn',
    'feedback.after-lift': 'executedOn',
    'feedback.of-lift': 'result',
    'feedback.nothing-to-release': 'result',
  },
} as const;

const LISTED = 50;
const MOST_SUBSCRIPTIONS = 100;

// Blank choices and other parameters of the address filter nothing.
const filterOf = (
  ctx: Ctx,
  query: Record<string, string>,
): { after: string | undefined; filter: NoticeFilter } => {
  const { after, done: _, ...rest } = query;
  const asked = Object.entries(rest).filter(([, value]) => value !== '');
  return { after, filter: parsed(ctx, NoticeFilter, Object.fromEntries(asked)) };
};

const drawNotice = async (c: Context<Env>, id: string, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const notice = await showNotice(ctx, id);
  const hasErrors = refusal.faults.length > 0;
  const may = { sign: ctx.actor.may.has('notice.sign'), feedback: ctx.actor.may.has('feedback.give') };
  const body = <NoticeView notice={notice} listNames={catalogNames} refusal={refusal} may={may} />;
  return draw(c, { title: `通知 ${notice.seq}`, body, hasErrors }, hasErrors ? 422 : 200);
};

export const noticePages = pages()
  .get('/notices', asks('notice.list'), async (c) => {
    const ctx = c.get('ctx');
    const { after, filter } = filterOf(c.get('ctx'), c.req.query());
    const { items, next } = await listNotices(ctx, { ...filter, after, limit: LISTED });
    const own = await listSubscriptions(ctx, { limit: MOST_SUBSCRIPTIONS });
    const owed = await listSupervisionItems(ctx, { limit: 1, state: 'overdue' });
    const done = c.req.query('done');
    const body = (
      <NoticeListView
        notices={items}
        listNames={catalogNames}
        lists={listChoices}
        subscriptions={own.items.map(({ id, name }) => ({ value: id, label: name }))}
        filter={filter}
        next={next}
        isLate={owed.items.length > 0}
        maySign={ctx.actor.may.has('notice.sign')}
        signed={done === undefined ? null : Number(done)}
      />
    );
    return draw(c, { title: '名单通知', body });
  })
  .post('/notices/receipts', asks('notice.sign'), async (c) => {
    const { input } = await formOf(c);
    const ids = Array.isArray(input.notices) ? input.notices : [];
    const { signed } =
      ids.length === 0
        ? { signed: 0 }
        : await signNotices(c.get('ctx'), parsed(c.get('ctx'), NoticeReceiptsIn, { notices: ids }).notices);
    return c.redirect(
      `/desk/notices?${new URLSearchParams({ unsigned: 'true', done: String(signed) })}`,
      303,
    );
  })
  .get(`/notices/:id${UUID}`, asks('notice.list'), (c) => drawNotice(c, c.req.param('id')))
  .post(`/notices/:id${UUID}/receipt`, asks('notice.sign'), async (c) => {
    const id = c.req.param('id');
    await signNotice(c.get('ctx'), id);
    return c.redirect(`/desk/notices/${id}`, 303);
  })
  .post(`/notices/:id${UUID}/feedback`, asks('feedback.give'), async (c) => {
    const id = c.req.param('id');
    const { typed, input } = await formOf(c);
    const done = await tried(typed, words, () =>
      giveFeedback(c.get('ctx'), { id, draft: parsed(c.get('ctx'), FeedbackIn, input) }),
    );
    return done.ok ? c.redirect(`/desk/notices/${id}`, 303) : drawNotice(c, id, done.refusal);
  });
