import type { Channel } from './subscription.rules.ts';

type Form = { typed: Readonly<Record<string, string>>; input: Readonly<Record<string, unknown>> };

export const placeWords = {
  labels: {
    channel: '通知送到哪里',
    'endpoint.url': '接收地址',
    'drop.location': '位置',
    'drop.format': '文件格式',
    'drop.region': '存储区域',
    'drop.credentials.accessKeyId': '访问密钥编号',
    'drop.credentials.secretAccessKey': '访问密钥',
  },
  fields: {
    'subscription.endpoint': 'endpoint.url',
    'source.location': 'drop.location',
    'source.no-root': 'drop.location',
    'source.unreachable': 'drop.location',
  },
} as const;

const isChannel = (word: string | undefined): word is Channel =>
  word === 'webhook' || word === 'pull' || word === 'inbox' || word === 'file';

// A page form sends text only: a ticked box is 'on'. Fields of a channel or schedule that is not chosen are
// dropped.
const scheduleOf = ({ typed }: Form) => {
  const kind = typed['schedule.kind'];
  const cron = typed['schedule.cron']?.trim() || undefined;
  const workingDaysOnly = typed['schedule.workingDaysOnly[]'] === 'on' || undefined;
  const [from, to] = ['from', 'to'].map((end) => typed[`schedule.quietHours.${end}`]?.trim() || undefined);
  const quietHours = from === undefined && to === undefined ? undefined : { from: from ?? '', to: to ?? '' };
  const size = typed['schedule.digestSize']?.trim();
  const digestSize = size ? Number(size) : undefined;
  return { kind, cron: kind === 'cron' ? cron : undefined, workingDaysOnly, quietHours, digestSize };
};

const dropOf = ({ typed, input }: Form) => {
  const drop = { ...(typeof input.drop === 'object' ? input.drop : {}) };
  if (typed['drop.kind'] !== 'folder') return drop;
  return { kind: 'folder', location: typed['drop.location'], format: typed['drop.format'] };
};

/** Where the form says that notices go; without a choice, as its address says. */
export const placeDraft = (form: Form) => {
  const channel = isChannel(form.typed.channel) ? form.typed.channel : undefined;
  const { endpoint } = form.input;
  if (channel === undefined) return { endpoint };
  return {
    channel,
    endpoint: channel === 'webhook' ? endpoint : undefined,
    drop: channel === 'file' ? dropOf(form) : undefined,
  };
};

export const subscriptionDraft = (form: Form): Record<string, unknown> => {
  const { onceKey: _, channel: __, endpoint: ___, drop: ____, ...rest } = form.input;
  return { ...rest, ...placeDraft(form), schedule: scheduleOf(form) };
};

// A preview needs scope and time, not the place where notices would go.
export const previewDraft = (form: Form): Record<string, unknown> => {
  const { filter, agency } = form.input;
  return { filter, agency, schedule: scheduleOf(form) };
};
