import type { FC } from 'hono/jsx';
import { type Refusal, TextArea } from '../../platform/web/form.view.tsx';
import { Facts, Moment } from '../../platform/web/pieces.view.tsx';

type HealthShown = {
  waiting: number;
  oldestUndelivered: { since: string; seconds: number } | null;
  attempts: number;
  successRate: number | null;
  latencyMs: {
    median: number | null;
    p95: number | null;
    buckets: readonly { underMs: number | null; count: number }[];
  };
  attention: readonly string[];
};

const percent = (rate: number | null) => (rate === null ? '尚无投递' : `${(rate * 100).toFixed(1)}%`);
const milliseconds = (ms: number | null) => (ms === null ? null : `${ms} 毫秒`);
const bucketText = ({ underMs, count }: HealthShown['latencyMs']['buckets'][number]) =>
  `${underMs === null ? '更久' : `${underMs} 毫秒内`} ${count} 次`;

export const HealthView: FC<{ health: HealthShown }> = ({ health }) => (
  <>
    {health.attention.length > 0 && (
      <div class="notice warn" role="status">
        {health.attention.map((text) => (
          <p>{text}</p>
        ))}
      </div>
    )}
    <section class="card" aria-labelledby="health">
      <h2 id="health">投递健康度</h2>
      <Facts
        lines={[
          ['尚未送达', `${health.waiting} 批`],
          ['最久未送达自', health.oldestUndelivered && <Moment at={health.oldestUndelivered.since} />],
          ['近期成功率', `${percent(health.successRate)}（最近 200 次投递，共 ${health.attempts} 次尝试）`],
          ['应答耗时（中位）', milliseconds(health.latencyMs.median)],
          ['应答耗时（95%）', milliseconds(health.latencyMs.p95)],
          ['耗时分布', health.attempts > 0 && health.latencyMs.buckets.map(bucketText).join('，')],
        ]}
      />
    </section>
  </>
);

type ProofProps = {
  subscription: { id: string; sm3Signature: boolean; clientCertificate: { validUntil: string } | null };
  refusal: Refusal;
};

// The national signature and our certificate, for receivers with such rules.
export const ProofView: FC<ProofProps> = ({
  subscription: { id, sm3Signature, clientCertificate },
  refusal,
}) => (
  <section class="card no-print" aria-labelledby="proof">
    <h2 id="proof">签名与证书</h2>
    <form method="post" action={`/desk/subscriptions/${id}/sm3`}>
      <input type="hidden" name="wanted" value={sm3Signature ? 'off' : 'on'} />
      <p>国密签名（HMAC-SM3）：{sm3Signature ? '已附加，与标准签名并存' : '未附加'}</p>
      <button type="submit" class="plain">
        {sm3Signature ? '停止附加国密签名' : '附加国密签名'}
      </button>
    </form>
    <h3>客户端证书（双向 TLS）</h3>
    <p>
      {clientCertificate ? (
        <>
          有效期至 <Moment at={clientCertificate.validUntil} />
        </>
      ) : (
        '未使用'
      )}
    </p>
    <form method="post" action={`/desk/subscriptions/${id}/certificate`}>
      <TextArea name="certificate" label="证书（PEM，可含证书链）" refusal={refusal} />
      <TextArea name="key" label="私钥（PEM，未加密；加密保存，不再显示）" refusal={refusal} />
      <button type="submit" class="plain">
        {clientCertificate ? '更换证书' : '启用证书'}
      </button>
    </form>
    {clientCertificate && (
      <form method="post" action={`/desk/subscriptions/${id}/certificate-off`}>
        <button type="submit" class="danger">
          停用证书并销毁私钥
        </button>
      </form>
    )}
  </section>
);
