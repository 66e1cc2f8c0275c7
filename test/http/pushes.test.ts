import { expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { agencyNoticeBody } from '../../src/notices/relay/agency-notice.rules.ts';
import { noticeBody, pingBody, type Rendering } from '../../src/notices/relay/notice-body.rules.ts';
import { PushedAssistance, PushedNotice, PushedPing } from '../../src/notices/relay/push.schema.ts';
import type { Topic } from '../../src/platform/door/outbox.ts';
import { documentHead, openApiDocument } from '../../src/platform/web/openapi-document.rules.ts';
import { aUscc } from '../kit/identities.ts';

const app = createApp(() => {
  throw new Error('this test asks the document only');
});
const { webhooks, components } = openApiDocument(app.getOpenAPI31Document(documentHead));
const uuid = '0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77';
const source = 'https://registry.example.gov.cn';
const at = '2026-11-24T02:00:00.000Z';

const measure = {
  code: 'CONVENIENCE_LIMIT',
  personsOnly: false,
  edition: 1,
  kind: 'I' as const,
  title: '限制',
  content: '不适用告知承诺制',
  target: '法人',
  basis: '示例依据',
  departments: ['*'],
  lists: ['serious-violation'],
};
const rendering = (topic: Topic): Rendering => ({
  event: {
    id: 1,
    subjectId: 7,
    subjectSeq: 1,
    topic,
    at,
    payload: {
      listingId: 1,
      list: 'serious-violation',
      kind: 'severe',
      state: 'listed',
      subjectKind: 'organisation',
      subjectName: '示例一食品有限公司',
      uscc: aUscc('91push'),
      authority: '示例市场监管局',
      documentNo: null,
      reason: null,
      endGround: null,
      listedOn: '2026-11-24',
      dueOn: '2029-11-24',
      measuresUntil: '2029-11-24',
      measuresEndedOn: null,
      endedOn: null,
      region: '440300',
    },
  },
  noticeId: uuid,
  seq: 1,
  epoch: 1,
  isInitial: false,
  required: { measures: [measure], information: [] },
  supersedes: [uuid],
  flags: ['disputed'],
  isStay: false,
  settings: new Map([['list.serious-violation.removal.performed.wait', 12]]),
  identity: null,
  source,
});

const ofOffices = Object.keys(webhooks).filter((type) => type.startsWith('credit.assistance.'));
const topics = Object.keys(webhooks).filter(
  (type) => type.startsWith('credit.') && !ofOffices.includes(type),
) as Topic[];

test('each kind of push is a webhook with its headers and its batch', () => {
  expect(Object.keys(webhooks)).toHaveLength(9);
  for (const { post } of Object.values(webhooks)) {
    const names = post?.parameters?.map(
      ({ $ref = '' }) => components.parameters[$ref.split('/').pop() ?? '']?.name,
    );
    expect(names).toEqual(['webhook-id', 'webhook-timestamp', 'webhook-signature', 'x-replay']);
    expect(Object.keys(post?.requestBody?.content ?? {})).toEqual(['application/cloudevents-batch+json']);
    expect(post?.security).toEqual([]);
  }
});

test.each(topics)('the body of %s has the fields of the document and no other', (topic) => {
  const body: unknown = JSON.parse(noticeBody(rendering(topic)));
  expect(PushedNotice.parse(body)).toEqual(body);
});

test.each(ofOffices)('the body of %s has the fields of the document and no other', (topic) => {
  const content = {
    state: 'asked',
    title: '协查请求',
    text: '请反馈。',
    dueOn: '2026-12-01',
    place: '/assistance/1',
  };
  const event = { id: 1, agencyId: 1, topic, subject: 'assistance/1', subjectSeq: 1, content, at };
  const body: unknown = JSON.parse(agencyNoticeBody(event, { noticeId: uuid, seq: 1, epoch: 1, source }));
  expect(PushedAssistance.parse(body)).toEqual(body);
});

test('a stay asks for nothing: its measures are named as suspended; the news of a listing tells the way off it', () => {
  const said = (topic: Topic, isStay: boolean) =>
    PushedNotice.parse(JSON.parse(noticeBody({ ...rendering(topic), isStay }))).data;
  const stay = said('credit.listing.changed', true);
  expect([stay.measures, stay.suspended.map(({ code }) => code), stay.repairNotice]).toEqual([
    [],
    [measure.code],
    null,
  ]);
  const created = said('credit.listing.created', false);
  expect([created.measures.map(({ code }) => code), created.suspended]).toEqual([[measure.code], []]);
  expect(created.repairNotice).toMatchObject({
    no: '信修告〔2026〕1号',
    earliestOn: '2027-11-24',
    grounds: ['履行义务、消除不良影响，自列入之日起满 12 个月'],
    materials: ['已履行义务、纠正失信行为的证明', '信用承诺书'],
  });
  expect(said('credit.listing.removed', false).repairNotice).toBeNull();
});

test('so has the ping', () => {
  const body: unknown = JSON.parse(
    pingBody({ deliveryId: uuid, subscriptionId: uuid, epoch: 1, at, source }),
  );
  expect(PushedPing.parse(body)).toEqual(body);
});
