import { addDays, dayOf } from '../../kernel/day.ts';
import { shownName } from '../../kernel/names.ts';
import { Problem } from '../../kernel/problems.ts';
import { readCalendar } from '../../law/calendar/calendar.store.ts';
import { measuresOn } from '../../law/measures/measure.store.ts';
import { look, permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { isCron, nextSlot, slotsUpTo } from '../../platform/schedule/cron-slots.ts';
import { toldCode } from '../../registry/listings/listing-event.rules.ts';
import { listChoices } from '../inbox/catalog-names.ts';
import { agencyFor } from '../relay/agency-for.step.ts';
import { NOTICES_AT_MOST } from '../relay/digest.rules.ts';
import { openSlots, type Sieve, sieveOf } from './preview.rules.ts';
import { type Previewed, type PreviewSpan, previewEvents } from './preview.store.ts';
import type { PushSchedule } from './subscription.rules.ts';
import type { PreviewRequest } from './subscription.schema.ts';

const DAYS = 30;
const DAYS_AT_MOST = 92;
const SLOTS_AT_MOST = 2000;
const lists = listChoices.map(({ value }) => value);

const spanOf = (ctx: Ctx, request: PreviewRequest) => {
  const to = request.to ?? dayOf(ctx.clock.now());
  const from = request.from ?? addDays(dayOf(new Date(`${to}T00:00:00+08:00`)), -DAYS);
  const [start, end] = [new Date(`${from}T00:00:00+08:00`), new Date(`${to}T24:00:00+08:00`)];
  const days = (end.getTime() - start.getTime()) / 86_400_000;
  if (days < 1 || days > DAYS_AT_MOST) throw new Problem('subscription.span');
  return { from, to, span: { from: start, to: end } };
};

// A schedule of more slots than anybody reads is not worked out.
const slotsOf = async (
  ctx: Ctx,
  { cron, ...rest }: PushSchedule,
  { from, to }: PreviewSpan,
): Promise<Date[] | null> => {
  if (cron === undefined) return null;
  const slots = slotsUpTo(cron, nextSlot(cron, from), to);
  if (slots.length >= SLOTS_AT_MOST) return null;
  return openSlots(rest, await readCalendar(ctx.statement), slots);
};

// Before the department has asked for the notices, it sees no more of a person than that there is one.
const shownSample = ({ lists }: Sieve, { type, at, payload }: Previewed['sample'][number]) => {
  const isPerson = payload.subjectKind === 'person';
  return {
    type,
    at,
    list: payload.list,
    subjectKind: payload.subjectKind,
    subjectName: shownName(payload.subjectKind, payload.subjectName),
    code: toldCode(payload),
    region: payload.region ?? null,
    authority: payload.authority ?? null,
    measures: payload.measuresEndedOn
      ? []
      : (lists.find(({ list }) => list === payload.list)?.measures[isPerson ? 'person' : 'organisation'] ??
        []),
  };
};

// The notices that a subscription would have sent in the span.
export const previewSubscription = async (ctx: Ctx, request: PreviewRequest) => {
  permit(ctx, 'subscription.preview');
  const { schedule, filter } = request;
  if (schedule.cron !== undefined && !isCron(schedule.cron, ctx.clock.now()))
    throw new Problem('subscription.cron');
  const { from, to, span } = spanOf(ctx, request);
  const slots = await slotsOf(ctx, schedule, span);
  return look(ctx, 'subscription.preview', async (tx) => {
    const agency = await agencyFor(ctx, tx, request.agency);
    const sieve = sieveOf({ agency, filter }, await measuresOn(tx, dayOf(ctx.clock.now())), lists);
    const digestSize = schedule.digestSize ?? NOTICES_AT_MOST;
    const found = await previewEvents(tx, { sieve, span, slots, digestSize, sample: request.sample });
    const { notices, lifts, digests, counts } = found;
    const atOnce = schedule.kind === 'at-once' ? notices : null;
    const deliveries = digests === null ? atOnce : digests + lifts;
    const sample = found.sample.map((one) => shownSample(sieve, one));
    return {
      value: { from, to, notices, lifts, digests, deliveries, counts, sample },
      audit: { agency: agency.code, filter, schedule, from, to, notices, shown: sample.length },
    };
  });
};
