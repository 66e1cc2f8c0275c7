import { pauseReasonWord } from '../inbox/notice-words.rules.ts';

export type EndpointState = {
  state: string;
  pauseReason: string | null;
  failingSince: string | null;
  clientCertificate: { validUntil: string } | null;
};

const DAY_MS = 86_400_000;
const DISABLED_AFTER_DAYS = 5;
const FAILING_DAYS = 1;
const CERTIFICATE_DAYS = 30;

const daysBetween = (from: string, to: Date) => Math.floor((to.getTime() - Date.parse(from)) / DAY_MS);

// The department alone can mend its end, so its own people are told here.
export const attentionOf = (
  { state, pauseReason, failingSince, clientCertificate }: EndpointState,
  now: Date,
): string[] => {
  const reason = pauseReason && pauseReasonWord(pauseReason);
  const failing = failingSince ? daysBetween(failingSince, now) : 0;
  const left = clientCertificate ? -daysBetween(clientCertificate.validUntil, now) - 1 : CERTIFICATE_DAYS + 1;
  return [
    ...(state === 'paused' && pauseReason !== 'asked'
      ? [
          `推送已自动暂停：${reason ?? '接收方拒收'}。请修复接收系统后点“恢复推送”，期间的通知已编号保留，恢复后补送。`,
        ]
      : []),
    ...(state === 'disabled'
      ? [`推送已自动停用：${reason ?? '接收方不再接收'}。请核对接收地址后点“恢复推送”，或改用拉取。`]
      : []),
    ...(state === 'active' && failing >= FAILING_DAYS
      ? [
          `已连续 ${failing} 天未能送达，满 ${DISABLED_AFTER_DAYS} 天将自动停用。请检查接收系统；急用时可在通知页查看或拉取。`,
        ]
      : []),
    ...(left < 0 ? ['客户端证书已过期，接收方可能拒收。请立即上传新证书。'] : []),
    ...(left >= 0 && left <= CERTIFICATE_DAYS
      ? [`客户端证书将在 ${left} 天内到期。请在到期前上传新证书。`]
      : []),
  ];
};
