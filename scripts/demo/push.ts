import { answer, type RegistryClient, type Schemas } from '../../src/client/registry-client.ts';
import type { Notice } from '../../src/client/verify-webhook.ts';
import { listed } from '../samples/cast.ts';
import { liveListingCount } from '../samples/severe-listings.ts';
import type { Stage } from './stage.ts';
import { until } from './until.ts';

type Data = { subject: { name: string; code: string | null }; measures: { code: string; title: string }[] };

const REFERENCE = 'PROCUREMENT_REFERENCE';

const dataOf = (notice: Notice) => notice.data as Notice['data'] & Data;
export const numbered = (notices: readonly Notice[]) =>
  notices.filter(({ type }) => type !== 'registry.ping');

const isGapless = (notices: readonly Notice[]) =>
  numbered(notices)
    .map(({ data }) => data.seq)
    .sort((a, b) => a - b)
    .every((seq, place) => seq === place + 1);

export const noticesAbout = (notices: readonly Notice[], code: string) =>
  numbered(notices).filter((notice) => dataOf(notice).subject.code === code);

// A receiver may meet subjects in any order, but each subject's notices in theirs.
const isInOrder = (notices: readonly Notice[]) => {
  const last = new Map<string, number>();
  return numbered(notices).every((notice) => {
    const code = dataOf(notice).subject.code ?? '';
    const before = last.get(code) ?? 0;
    last.set(code, notice.data.subjectSeq);
    return notice.data.subjectSeq > before;
  });
};

const oneNotice = '/api/v1/notices/{id}';
const noticeId = ({ data }: Notice) => ({ path: { id: String(data.noticeId) } });

const subscribe = async ({ report, desk, receiver }: Stage) => {
  const { api } = desk('ZJJ');
  const made = await answer(
    api.POST('/api/v1/subscriptions', {
      body: {
        name: '招标投标审查',
        filter: { lists: ['serious-violation'], measures: [REFERENCE] },
        schedule: { kind: 'at-once' },
        endpoint: { url: receiver.url },
      },
    }),
  );
  const secret = made.secret ?? '';
  report.expect(
    '住建局订阅严重违法失信名单（招标投标考量），签名密钥只显示一次',
    secret.startsWith('whsec_'),
  );
  receiver.setSecret(secret);
  const params = { path: { id: made.id } };
  await answer(api.POST('/api/v1/subscriptions/{id}/test', { params }));
  const active = await until(async () => {
    const seen = await answer(api.GET('/api/v1/subscriptions/{id}', { params }));
    return seen.state === 'active' ? seen : undefined;
  });
  report.expect('接收端应答了带签名的 registry.ping，订阅生效', active !== undefined);
};

const feedBack = ({ api }: RegistryClient, notice: Notice, body: Schemas['FeedbackIn']) =>
  api.POST(`${oneNotice}/feedback`, { params: noticeId(notice), body });

const acknowledge = ({ api }: RegistryClient, notice: Notice) =>
  api.POST(`${oneNotice}/receipt`, { params: noticeId(notice) });

const giveFeedback = async ({ report, inbox }: Stage, housing: RegistryClient) => {
  const [about] = noticesAbout(inbox.notices, listed.uscc);
  const other = numbered(inbox.notices).find((notice) => notice !== about);
  if (!about || !other) return report.expect('有可供反馈的通知', false);
  const { code: measure = '', title } = dataOf(about).measures.find(({ code }) => code === REFERENCE) ?? {};
  const receipt = await acknowledge(housing, about);
  report.expect(`签收 ${listed.name} 的列入通知`, receipt.response.ok);
  const executed = await feedBack(housing, about, {
    measure,
    result: 'executed',
    documentNo: '示建函〔2026〕1号',
  });
  report.expect(`反馈：已执行“${title}”`, executed.response.ok);
  const silent = await feedBack(housing, other, { measure, result: 'not-executed' });
  report.expect('未执行而不说明原因：不予受理', silent.error?.code === 'feedback.reason-required');
  const reason = '该企业目前未参加本市招标投标活动';
  const reasoned = await feedBack(housing, other, { measure, result: 'not-executed', reason });
  report.expect(`反馈：${dataOf(other).subject.name} 未执行，并说明原因`, reasoned.response.ok);
};

// Act four: a department subscribes, proves its endpoint, receives signed notices and says what it did.
export const departmentsAreTold = async (stage: Stage): Promise<void> => {
  const { report, desk, inbox } = stage;
  report.act('订阅、推送、签收与执行反馈');
  await subscribe(stage);
  await until(() => (numbered(inbox.notices).length >= liveListingCount ? true : undefined));
  const count = numbered(inbox.notices).length;
  report.expect(
    `收到在列名单 ${count} 条，签名全部通过`,
    count === liveListingCount && inbox.refused.length === 0,
  );
  report.expect(
    'seq 从 1 起连续，同一主体的通知先后有序',
    isGapless(inbox.notices) && isInOrder(inbox.notices),
  );
  await giveFeedback(stage, desk('ZJJ'));
};

// Act five: the authority ends the listing by its own record; the lift reaches the same department and must
// be confirmed.
export const liftArrives = async ({ report, desk, inbox }: Stage): Promise<void> => {
  const lift = await until(() =>
    noticesAbout(inbox.notices, listed.uscc).find(({ type }) => type === 'credit.listing.removed'),
  );
  report.expect(`解除通知送达：seq ${lift?.data.seq}，主体序号 ${lift?.data.subjectSeq}`, lift !== undefined);
  report.expect('仍然连续、有序', isGapless(inbox.notices) && isInOrder(inbox.notices));
  if (!lift) return;
  const housing = desk('ZJJ');
  const receipt = await acknowledge(housing, lift);
  const released = await feedBack(housing, lift, { measure: REFERENCE, result: 'released' });
  report.expect('住建局签收解除通知，反馈措施已解除', receipt.response.ok && released.response.ok);
};
