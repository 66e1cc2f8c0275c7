import type { Context } from 'hono';
import { ownValue } from '../../kernel/own-keys.ts';
import { catalogNames } from '../../law/catalogs/catalog-list.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { formOf, onceOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages, UUID } from '../../platform/web/pages.ts';
import { DeliveryView } from '../delivery/delivery.view.tsx';
import { listDeliveries } from '../delivery/list-deliveries.ts';
import { replayNotices } from '../delivery/replay-notices.ts';
import { showDelivery } from '../delivery/show-delivery.ts';
import { DeliveryOut, DeliveryShown } from '../inbox/notice.schema.ts';
import { changeSubscription } from './change-subscription.ts';
import { pauseSubscription } from './pause-subscription.ts';
import { putCertificate } from './put-certificate.ts';
import { removeCertificate } from './remove-certificate.ts';
import { resumeSubscription } from './resume-subscription.ts';
import { rotateSecret } from './rotate-secret.ts';
import { SecretPanel } from './secret-panel.view.tsx';
import { showHealth } from './show-health.ts';
import { showSubscription } from './show-subscription.ts';
import { CertificateIn, ReplayIn, SubscriptionChange } from './subscription.schema.ts';
import { SubscriptionView, stuckOf } from './subscription.view.tsx';
import { placeDraft, placeWords } from './subscription-draft.rules.ts';
import { HealthView, ProofView } from './subscription-health.view.tsx';
import { testSubscription } from './test-subscription.ts';

const LISTED = 50;

const doneMessages: Readonly<Record<string, string>> = {
  test: '已发出连通测试，结果见投递记录。',
  pause: '已暂停推送，期间的通知照常编号，恢复后补送。',
  resume: '已恢复推送。',
  replay: '已安排重新投递。',
  sm3: '已更改国密签名设置，下一次投递起生效。',
  certificate: '已启用客户端证书，下一次投递起出示。',
  'certificate-off': '已停用客户端证书，私钥已销毁。',
  made: '订阅已建立，当前在列的名单已补入。',
  channel: '已更改接收方式。推送和写入文件的，先发一次连通测试，成功后继续。',
};

const drawSubscription = async (c: Context<Env>, id: string, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const subscription = await showSubscription(ctx, id);
  const { items } = await listDeliveries(ctx, { subscription: id, limit: LISTED });
  const dead = await listDeliveries(ctx, { subscription: id, state: 'dead', limit: LISTED });
  const deliveries = DeliveryOut.array().parse(items);
  const open = DeliveryOut.array().parse(dead.items);
  const hasErrors = refusal.faults.length > 0;
  const mayChange = ctx.actor.may.has('subscription.change');
  const body = (
    <SubscriptionView
      subscription={subscription}
      listNames={catalogNames}
      deliveries={deliveries}
      stuck={[...open, ...stuckOf(deliveries).filter(({ state }) => state !== 'dead')]}
      refusal={refusal}
      mayChange={mayChange}
      mayGiveFolders={ctx.actor.may.has('subscription.act-for')}
      onceKey={ctx.newId()}
      message={ownValue(doneMessages, c.req.query('done') ?? '') ?? null}
    >
      <HealthView health={await showHealth(ctx, id)} />
      {mayChange && subscription.endpoint && <ProofView subscription={subscription} refusal={refusal} />}
    </SubscriptionView>
  );
  return draw(c, { title: subscription.name, body, hasErrors }, hasErrors ? 422 : 200);
};

const step = async (c: Context<Env>, name: string, verb: (ctx: Ctx, id: string) => Promise<unknown>) => {
  const id = c.req.param('id') ?? '';
  const done = await tried({}, { labels: {} }, () => verb(c.get('ctx'), id));
  if (!done.ok) return drawSubscription(c, id, done.refusal);
  return c.redirect(`/desk/subscriptions/${id}?done=${name}`, 303);
};

const ofSubscription = (name: string) => `/subscriptions/:id${UUID}/${name}`;

export const subscriptionStepPages = pages()
  .get(`/subscriptions/:id${UUID}`, asks('subscription.list'), (c) => drawSubscription(c, c.req.param('id')))
  .post(ofSubscription('test'), asks('subscription.change'), (c) => step(c, 'test', testSubscription))
  .post(ofSubscription('pause'), asks('subscription.change'), (c) => step(c, 'pause', pauseSubscription))
  .post(ofSubscription('resume'), asks('subscription.change'), (c) => step(c, 'resume', resumeSubscription))
  .post(ofSubscription('sm3'), asks('subscription.change'), async (c) => {
    const patch = { sm3Signature: (await formOf(c)).typed.wanted === 'on' };
    return step(c, 'sm3', (ctx, id) => changeSubscription(ctx, { id, patch }));
  })
  .post(ofSubscription('certificate'), asks('subscription.change'), async (c) => {
    const { certificate, key } = (await formOf(c)).typed;
    return step(c, 'certificate', (ctx, id) =>
      putCertificate(ctx, { id, pem: parsed(ctx, CertificateIn, { certificate, key }) }),
    );
  })
  .post(ofSubscription('certificate-off'), asks('subscription.change'), (c) =>
    step(c, 'certificate-off', removeCertificate),
  )
  .post(ofSubscription('replay'), asks('subscription.change'), async (c) => {
    const { typed } = await formOf(c);
    const span = { fromSeq: Number(typed.fromSeq), toSeq: Number(typed.toSeq) };
    return step(c, 'replay', (ctx, id) => replayNotices(ctx, { id, request: parsed(ctx, ReplayIn, span) }));
  })
  .post(ofSubscription('channel'), asks('subscription.change'), async (c) => {
    const id = c.req.param('id') ?? '';
    const form = await formOf(c);
    const done = await tried(form.typed, placeWords, () =>
      changeSubscription(c.get('ctx'), {
        id,
        patch: parsed(c.get('ctx'), SubscriptionChange, placeDraft(form)),
      }),
    );
    if (!done.ok) return drawSubscription(c, id, done.refusal);
    return c.redirect(`/desk/subscriptions/${id}?done=channel`, 303);
  })
  .post(ofSubscription('rotate'), asks('subscription.change'), async (c) => {
    const id = c.req.param('id') ?? '';
    const { secret } = await rotateSecret(onceOf(c.get('ctx'), await formOf(c)), id);
    const body = <SecretPanel secret={secret} onward={`/desk/subscriptions/${id}`} />;
    return draw(c, { title: '签名密钥', body });
  })
  .get(`/deliveries/:id${UUID}`, asks('delivery.list'), async (c) => {
    const found = DeliveryShown.parse(await showDelivery(c.get('ctx'), c.req.param('id')));
    const body = <DeliveryView delivery={found} attempts={found.attempts} />;
    return draw(c, { title: '投递', body });
  });
