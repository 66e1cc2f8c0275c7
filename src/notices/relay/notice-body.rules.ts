import type { Measure } from '../../law/measures/measure.rules.ts';
import type { StillAsked } from '../../law/measures/still-asked.rules.ts';
import type { ListingFlag } from '../../registry/listings/listing.rules.ts';
import { erasedWords, type ListingEvent, toldCode } from '../../registry/listings/listing-event.rules.ts';
import { type RepairNotice, repairNoticeOf } from '../../remedy/repairs/repair-notice.rules.ts';
import type { RequiredMeasures } from '../subscriptions/subscription.rules.ts';

export type Rendering = {
  event: ListingEvent;
  noticeId: string;
  seq: number;
  epoch: number;
  isInitial: boolean;
  required: RequiredMeasures;
  stillAsked?: readonly StillAsked[] | undefined;
  isStay: boolean;
  settings: ReadonlyMap<string, number>;
  flags: readonly ListingFlag[];
  supersedes: readonly string[];
  identity: { type: string; code: string } | null;
  source: string;
};

const named = ({ code, kind, title, content, basis }: Measure) => ({ code, kind, title, content, basis });

export const isLift = (topic: string): boolean => topic.endsWith('.removed');

// Told by former releases under one name; each has its own length.
const CODES: Readonly<Record<number, string>> = { 18: 'uscc', 15: 'business-registration-no', 9: 'org-code' };

const subjectOf = ({ payload }: ListingEvent, identity: Rendering['identity']) => ({
  kind: payload.subjectKind,
  name: payload.subjectName,
  code: identity?.code ?? toldCode(payload),
  codeType:
    identity?.type ?? payload.otherCodeType ?? (payload.uscc ? (CODES[payload.uscc.length] ?? null) : null),
  masked: payload.subjectKind === 'person' && identity === null,
});

export const listingOf = (payload: ListingEvent['payload']) => ({
  listingId: payload.listingId,
  list: payload.list,
  kind: payload.kind ?? null,
  state: payload.state,
  region: payload.region ?? null,
  authority: payload.authority ?? null,
  documentNo: payload.documentNo ?? null,
  reason: payload.reason ?? null,
  basis: payload.basis ?? null,
  listedOn: payload.listedOn ?? null,
  dueOn: payload.dueOn ?? null,
  measuresUntil: payload.measuresUntil ?? null,
  measuresEndedOn: payload.measuresEndedOn ?? null,
  endedOn: payload.endedOn ?? null,
  endGround: payload.endGround ?? null,
});

// A listing whose execution is stayed asks for nothing: what it asked is suspended until the stay ends.
// Basis: 行政复议法（2023）第四十二条；行政诉讼法第五十六条
const measuresOf = ({ required, isStay, stillAsked }: Rendering) => {
  const measures = required.measures.map(named);
  return {
    measures: isStay ? [] : measures,
    suspended: isStay ? measures : [],
    stillAsked: stillAsked ?? [],
    information: required.information.map(named),
  };
};

// With the news of a severe listing goes the way off it.
// Basis: 国办发〔2025〕22号
const repairNoticeIn = ({ event: { topic, payload }, settings }: Rendering): RepairNotice | null =>
  topic === 'credit.listing.created' && payload.kind === 'severe'
    ? repairNoticeOf({ ...payload, id: payload.listingId }, settings)
    : null;

// Every notice carries the full current state, so that a receiver who missed one is right again with the
// next.
// Basis: 个人信息保护法第六条（最小必要）: the grounds, measures and terms, and only for the measures of that department
export const noticeBody = (rendering: Rendering): string => {
  const { event, noticeId, seq, epoch, isInitial, flags, supersedes, identity, source } = rendering;
  return JSON.stringify({
    specversion: '1.0',
    id: noticeId,
    source,
    type: event.topic,
    subject: `subjects/${event.subjectId}`,
    time: event.at,
    datacontenttype: 'application/json',
    epoch,
    data: {
      noticeId,
      seq,
      subjectSeq: event.subjectSeq,
      initial: isInitial,
      subject: subjectOf(event, identity),
      ...listingOf(event.payload),
      flags,
      ...measuresOf(rendering),
      repairNotice: repairNoticeIn(rendering),
      needsReceipt: isLift(event.topic),
      supersedes,
    },
  });
};

// The remainder of an earlier notice once its listing was revoked: it names the subject and the list, under
// its number, without the words of a decision that no longer stands.
// Basis: 国办发〔2020〕49号第（八）项（撤销）
export const withoutWords = (body: string): string => {
  const { data, ...event } = JSON.parse(body) as { data: Record<string, unknown> };
  return JSON.stringify({ ...event, data: { ...data, ...erasedWords, repairNotice: null } });
};

export const pingBody = (ping: {
  deliveryId: string;
  subscriptionId: string;
  epoch: number;
  at: string;
  source: string;
}): string =>
  JSON.stringify({
    specversion: '1.0',
    id: ping.deliveryId,
    source: ping.source,
    type: 'registry.ping',
    time: ping.at,
    datacontenttype: 'application/json',
    epoch: ping.epoch,
    data: { subscriptionId: ping.subscriptionId },
  });
