import type { FC, PropsWithChildren } from 'hono/jsx';
import { ErrorSummary, type Refusal } from '../../platform/web/form.view.tsx';
import { Facts, Moment, NextPage, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import { type DeliveryLine, DeliveryTable } from '../delivery/delivery.view.tsx';
import type { NamesByCode } from '../inbox/catalog-names.ts';
import {
  askedTopicWords,
  categoryWords,
  channelShort,
  channelWords,
  formatWords,
  isStuck,
  noticeSubjectWords,
  pauseReasonWord,
  subscriptionStateWords,
} from '../inbox/notice-words.rules.ts';
import { ChannelForm } from './subscription-channel.view.tsx';

type SubjectKindWord = keyof typeof noticeSubjectWords;
export type SubscriptionShown = {
  id: string;
  agencyName: string;
  name: string;
  filter: {
    topics?: readonly string[];
    lists?: readonly string[];
    categories?: readonly string[];
    subjectKinds?: readonly string[];
    regions?: readonly string[];
    measures?: readonly string[];
  };
  schedule: {
    kind: 'at-once' | 'cron';
    cron?: string;
    workingDaysOnly?: boolean;
    quietHours?: { from: string; to: string };
    digestSize?: number;
  };
  channel: keyof typeof channelWords;
  drop: { kind: 'folder' | 's3'; location: string; format: string } | null;
  endpoint: { url: string } | null;
  state: keyof typeof subscriptionStateWords;
  pauseReason: string | null;
  identityBasis: string | null;
  lastSeq: number;
  ackedSeq: number;
  failStreak: number;
  failingSince: string | null;
};

const scheduleText = ({
  kind,
  cron,
  workingDaysOnly,
  quietHours,
  digestSize,
}: SubscriptionShown['schedule']) =>
  [
    kind === 'cron' ? `定时汇总（${cron}）` : '变动即推送',
    ...(workingDaysOnly ? ['仅工作日'] : []),
    ...(digestSize ? [`每次至多 ${digestSize} 条`] : []),
    ...(quietHours ? [`${quietHours.from} 至 ${quietHours.to} 免打扰`] : []),
  ].join('，');

export const SubscriptionListView: FC<{
  subscriptions: readonly SubscriptionShown[];
  mayCreate: boolean;
  next: string | null;
}> = ({ subscriptions, mayCreate, next }) => (
  <>
    <PageTitle title="订阅与投递" lead="设置本单位接收哪些名单变动、何时接收；查看每一次投递的结果。" />
    {mayCreate && (
      <p>
        <a class="button" href="/desk/subscriptions/new">
          新建订阅
        </a>
      </p>
    )}
    <Table
      caption="订阅"
      columns={[
        '名称',
        '单位',
        '接收方式',
        '推送时间',
        '状态',
        { label: '最新序号', isNumber: true },
        '投递情况',
      ]}
      count={subscriptions.length}
      empty="还没有订阅。"
    >
      {subscriptions.map((subscription) => (
        <tr>
          <th scope="row">
            <a href={`/desk/subscriptions/${subscription.id}`}>{subscription.name}</a>
          </th>
          <td>{subscription.agencyName}</td>
          <td>{channelShort[subscription.channel]}</td>
          <td>{scheduleText(subscription.schedule)}</td>
          <td>
            <Tag {...subscriptionStateWords[subscription.state]} />
          </td>
          <td class="number">{subscription.lastSeq}</td>
          <td>
            {subscription.failStreak > 0 ? (
              <Tag tone="bad" word={`连续失败 ${subscription.failStreak} 次`} />
            ) : (
              <Tag tone="good" word="正常" />
            )}
          </td>
        </tr>
      ))}
    </Table>
    <NextPage path="/desk/subscriptions" next={next} />
  </>
);

type SubscriptionProps = {
  subscription: SubscriptionShown;
  listNames: NamesByCode;
  deliveries: readonly DeliveryLine[];
  stuck: readonly DeliveryLine[];
  refusal: Refusal;
  mayChange: boolean;
  mayGiveFolders: boolean;
  onceKey: string;
  message: string | null;
};

export const SubscriptionView: FC<PropsWithChildren<SubscriptionProps>> = (props) => {
  const { subscription, refusal, message } = props;
  return (
    <>
      <ErrorSummary refusal={refusal} />
      <PageTitle title={subscription.name} lead={subscription.agencyName} />
      {message && (
        <div class="notice good" role="status">
          <p>{message}</p>
        </div>
      )}
      <div class="duo">
        <About {...props} />
        {props.mayChange && <Steps {...props} />}
      </div>
      {props.children}
      {props.mayChange && (
        <ChannelForm {...subscription} refusal={refusal} mayGiveFolders={props.mayGiveFolders} />
      )}
      <DeliveryTable
        caption="滞留投递"
        empty="没有滞留的投递。"
        deliveries={props.stuck}
        replayOf={props.mayChange && isDelivered(subscription.channel) ? subscription.id : null}
      />
      <DeliveryTable caption="投递记录" empty="还没有投递。" deliveries={props.deliveries} replayOf={null} />
      <p class="no-print">
        <a href="/desk/subscriptions">返回订阅</a>
      </p>
    </>
  );
};

const orAll = (words: readonly string[] | undefined, names: NamesByCode) =>
  words?.map((word) => names[word] ?? word).join('、') ?? '全部';

const About: FC<SubscriptionProps> = ({ subscription, listNames }) => (
  <section class="card" aria-labelledby="about">
    <h2 id="about">订阅内容</h2>
    <Facts
      lines={[
        ['状态', <Tag {...subscriptionStateWords[subscription.state]} />],
        ['暂停原因', subscription.pauseReason && pauseReasonWord(subscription.pauseReason)],
        ['内容', orAll(subscription.filter.topics ?? ['credit.*'], askedTopicWords)],
        ['名单', orAll(subscription.filter.lists, listNames)],
        ['名单类别', orAll(subscription.filter.categories, categoryWords)],
        [
          '主体类型',
          orAll(subscription.filter.subjectKinds, noticeSubjectWords as Record<SubjectKindWord, string>),
        ],
        ['行政区划', orAll(subscription.filter.regions, {})],
        ['措施', orAll(subscription.filter.measures, {})],
        ['推送时间', scheduleText(subscription.schedule)],
        ['接收方式', channelWords[subscription.channel]],
        ['接收地址', subscription.endpoint && <span class="code">{subscription.endpoint.url}</span>],
        ['写入位置', subscription.drop && <DropPlace drop={subscription.drop} />],
        ['完整身份依据', subscription.identityBasis],
        ['最新序号', String(subscription.lastSeq)],
        ['已确认至', String(subscription.ackedSeq)],
        ['持续失败自', subscription.failingSince && <Moment at={subscription.failingSince} />],
      ]}
    />
  </section>
);

const DropPlace: FC<{ drop: NonNullable<SubscriptionShown['drop']> }> = ({ drop }) => (
  <>
    <span class="code">{drop.location}</span>（{drop.kind === 'folder' ? '文件夹' : '存储桶'}，
    {(formatWords as NamesByCode)[drop.format] ?? drop.format}）
  </>
);

const Steps: FC<SubscriptionProps> = ({ subscription: { id, state, channel }, onceKey }) => (
  <section class="card no-print" aria-labelledby="steps">
    <h2 id="steps">操作</h2>
    <div class="row">
      {isDelivered(channel) && state !== 'disabled' && <Step id={id} step="test" label="发送连通测试" />}
      {state === 'active' && <Step id={id} step="pause" label="暂停推送" />}
      {(state === 'paused' || state === 'disabled') && <Step id={id} step="resume" label="恢复推送" />}
    </div>
    <Step id={id} step="rotate" label="更换签名密钥" look="danger">
      <input type="hidden" name="onceKey" value={onceKey} />
    </Step>
    <p class="hint">更换后新密钥只显示一次；旧密钥继续有效 24 小时，两者同时签名。</p>
  </section>
);

const isDelivered = (channel: SubscriptionShown['channel']) => channel === 'webhook' || channel === 'file';

type StepProps = { id: string; step: string; label: string; look?: 'danger' };

const Step: FC<PropsWithChildren<StepProps>> = ({ id, step, label, look = 'plain', children }) => (
  <form method="post" action={`/desk/subscriptions/${id}/${step}`}>
    {children}
    <button type="submit" class={look}>
      {label}
    </button>
  </form>
);

export const stuckOf = (deliveries: readonly DeliveryLine[]) => deliveries.filter(isStuck);
