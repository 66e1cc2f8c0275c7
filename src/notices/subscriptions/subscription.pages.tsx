import type { Context } from 'hono';
import { catalogNames } from '../../law/catalogs/catalog-list.ts';
import { listMeasures } from '../../law/measures/list-measures.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { formOf, onceOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { AttentionPanel, attentionLines } from '../inbox/attention.view.tsx';
import { listChoices } from '../inbox/catalog-names.ts';
import { createSubscription } from './create-subscription.ts';
import { listSubscriptions } from './list-subscriptions.ts';
import type { PreviewShown } from './preview.view.tsx';
import { previewSubscription } from './preview-subscription.ts';
import { SecretPanel } from './secret-panel.view.tsx';
import { PreviewIn, SubscriptionIn } from './subscription.schema.ts';
import { SubscriptionListView } from './subscription.view.tsx';
import { placeWords, previewDraft, subscriptionDraft } from './subscription-draft.rules.ts';
import { SubscriptionFormView } from './subscription-form.view.tsx';

const words = {
  labels: {
    name: '订阅名称',
    'filter.topics[]': '内容',
    'filter.lists[]': '名单',
    'filter.categories[]': '名单类别',
    'filter.subjectKinds[]': '主体类型',
    'filter.regions[]': '行政区划',
    'filter.measures[]': '措施',
    'schedule.kind': '何时推送',
    'schedule.cron': '汇总时间',
    'schedule.digestSize': '每次汇总最多条数',
    'schedule.quietHours.from': '免打扰开始',
    'schedule.quietHours.to': '免打扰结束',
    ...placeWords.labels,
    agency: '代其订阅的单位代码',
    identityBasis: '推送完整身份的法律依据',
  },
  fields: {
    ...placeWords.fields,
    'subscription.cron': 'schedule.cron',
    'agency.unknown': 'agency',
  },
} as const;

const LISTED = 50;
const drawForm = async (
  c: Context<Env>,
  refusal: Refusal = untouched,
  preview: PreviewShown | null = null,
) => {
  const ctx = c.get('ctx');
  const measures = (await listMeasures(ctx)).map(({ code, title }) => ({ value: code, label: title }));
  const hasErrors = refusal.faults.length > 0;
  const body = (
    <SubscriptionFormView
      refusal={refusal}
      onceKey={ctx.newId()}
      lists={listChoices}
      measures={measures}
      mayRecordBasis={ctx.actor.may.has('subscription.act-for')}
      listNames={catalogNames}
      preview={preview}
    />
  );
  return draw(c, { title: '新建订阅', body, hasErrors }, hasErrors ? 422 : 200);
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
  .post('/subscriptions/preview', asks('subscription.preview'), async (c) => {
    const form = await formOf(c);
    const done = await tried(form.typed, words, () =>
      previewSubscription(c.get('ctx'), parsed(c.get('ctx'), PreviewIn, previewDraft(form))),
    );
    if (!done.ok) return drawForm(c, done.refusal);
    return drawForm(c, { typed: form.typed, faults: [] }, done.value);
  })
  .post('/subscriptions', asks('subscription.create'), async (c) => {
    const form = await formOf(c);
    const done = await tried(form.typed, words, () =>
      createSubscription(
        onceOf(c.get('ctx'), form),
        parsed(c.get('ctx'), SubscriptionIn, subscriptionDraft(form)),
      ),
    );
    if (!done.ok) return drawForm(c, done.refusal);
    const { id, secret, channel } = done.value;
    // People and folders verify no signature; who later changes to a webhook draws a new secret.
    if (channel === 'inbox' || channel === 'file')
      return c.redirect(`/desk/subscriptions/${id}?done=made`, 303);
    const body = <SecretPanel secret={secret} onward={`/desk/subscriptions/${id}`} />;
    return draw(c, { title: '签名密钥', body }, 201);
  });
