import type { Context } from 'hono';
import { catalogs } from '../catalogs/catalog-list.ts';
import { listMeasures } from '../measures/list-measures.ts';
import { type Refusal, untouched } from '../platform/form.view.tsx';
import type { Env } from '../platform/http.ts';
import { type Form, formOf, onceOf, parsed, tried } from '../platform/page-form.ts';
import { asks, draw, pages } from '../platform/pages.ts';
import { AttentionPanel, attentionLines } from './attention.view.tsx';
import { createSubscription } from './create-subscription.ts';
import { listSubscriptions } from './list-subscriptions.ts';
import { mayRecordBasis } from './reach.rules.ts';
import { SubscriptionIn } from './subscription.schema.ts';
import { SecretPanel, SubscriptionListView } from './subscription.view.tsx';
import { SubscriptionFormView } from './subscription-form.view.tsx';

const words = {
  labels: {
    name: '订阅名称',
    'filter.lists[]': '名单',
    'filter.subjectKinds[]': '主体类型',
    'filter.regions[]': '行政区划',
    'filter.measures[]': '措施',
    'schedule.kind': '何时推送',
    'schedule.cron': '汇总时间',
    'schedule.quietHours.from': '免打扰开始',
    'schedule.quietHours.to': '免打扰结束',
    'endpoint.url': '接收地址',
    agency: '代其订阅的单位代码',
    identityBasis: '推送完整身份的法律依据',
  },
  fields: {
    'subscription.endpoint': 'endpoint.url',
    'subscription.cron': 'schedule.cron',
    'agency.unknown': 'agency',
  },
} as const;

const LISTED = 50;
const lists = catalogs
  .filter(({ opens }) => opens !== null)
  .map(({ code, name }) => ({ value: code, label: name }));

const drawForm = async (c: Context<Env>, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const measures = (await listMeasures(ctx)).map(({ code, title }) => ({ value: code, label: title }));
  const hasErrors = refusal.faults.length > 0;
  const body = (
    <SubscriptionFormView
      refusal={refusal}
      onceKey={ctx.newId()}
      lists={lists}
      measures={measures}
      mayRecordBasis={mayRecordBasis(ctx.actor)}
    />
  );
  return draw(c, { title: '新建订阅', body, hasErrors }, hasErrors ? 422 : 200);
};

// A page form knows only words: a ticked box says 'on', and the time of an unchosen schedule is dropped.
const draftOf = ({ typed, input }: Form): unknown => {
  const { onceKey: _, ...rest } = input;
  const kind = typed['schedule.kind'];
  const cron = typed['schedule.cron']?.trim() || undefined;
  const workingDaysOnly = typed['schedule.workingDaysOnly[]'] === 'on' || undefined;
  const [from, to] = ['from', 'to'].map((end) => typed[`schedule.quietHours.${end}`]?.trim() || undefined);
  const quietHours = from === undefined && to === undefined ? undefined : { from: from ?? '', to: to ?? '' };
  const schedule = { kind, cron: kind === 'cron' ? cron : undefined, workingDaysOnly, quietHours };
  return { ...rest, schedule };
};

export const subscriptionPages = pages()
  .get('/subscriptions', asks('subscription.list'), async (c) => {
    const ctx = c.get('ctx');
    const { items, next } = await listSubscriptions(ctx, { limit: LISTED, after: c.req.query('after') });
    const mayCreate = ctx.actor.may.has('subscription.create');
    const body = (
      <>
        <SubscriptionListView subscriptions={items} mayCreate={mayCreate} next={next} />
        <AttentionPanel lines={attentionLines(items, ctx.clock.now())} />
      </>
    );
    return draw(c, { title: '订阅与投递', body });
  })
  .get('/subscriptions/new', asks('subscription.create'), (c) => drawForm(c))
  .post('/subscriptions', asks('subscription.create'), async (c) => {
    const form = await formOf(c);
    const done = await tried(form.typed, words, () =>
      createSubscription(onceOf(c.get('ctx'), form), parsed(SubscriptionIn, draftOf(form))),
    );
    if (!done.ok) return drawForm(c, done.refusal);
    const { id, secret } = done.value;
    const body = <SecretPanel secret={secret} onward={`/desk/subscriptions/${id}`} />;
    return draw(c, { title: '签名密钥', body }, 201);
  });
