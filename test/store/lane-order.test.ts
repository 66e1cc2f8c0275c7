import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Chance, chanceFrom } from '../../scripts/faults/chance.ts';
import { buildDigest } from '../../src/notices/relay/build-digest.ts';
import {
  type Agency,
  eventOf,
  type PushApp,
  pushToFinance,
  subscribed,
  type TestListing,
} from '../kit/push.ts';
import type { Receiver } from '../kit/receiver.ts';

let push: PushApp;
let finance: Agency;
beforeEach(async () => {
  ({ push, finance } = await pushToFinance());
});
afterEach(() => push.stop());

const yearly = { kind: 'cron', cron: '30 8 1 1 *' };
const slot = (id: string) => buildDigest(push.deps, new Date(), id);
const sendNow = async () => {
  await push.hurry();
  await push.send();
};

type Seen = { id: string | null; subject: string; subjectSeq: number };
const firstSeen = (receiver: Receiver): Seen[] => {
  const seen = new Map<string, Seen>();
  for (const { id, subject, data } of receiver.notices())
    if (!seen.has(id)) seen.set(id, { id, subject: String(subject), subjectSeq: Number(data?.subjectSeq) });
  return [...seen.values()];
};

const fallsBack = (seen: readonly Seen[]): Seen[] => {
  const last = new Map<string, number>();
  return seen.filter(({ subject, subjectSeq }) => {
    const isBehind = subjectSeq <= (last.get(subject) ?? 0);
    last.set(subject, subjectSeq);
    return isBehind;
  });
};

test('a digest made while a lift waits behind an earlier one leaves after the lift', async () => {
  const { receiver, id } = await subscribed(push, finance, { schedule: yearly });
  receiver.answer(500);
  const first = await push.aListing('s');
  await push.tell(eventOf(first, 'created'));
  await push.relay();
  await slot(id);
  await push.send();
  const other = await push.aListing('x');
  const second = await push.aListing('s2', { subjectId: first.subjectId });
  await push.tell(eventOf(other, 'created'));
  await push.relay();
  await push.tell(eventOf(first, 'removed'));
  await push.relay();
  await push.tell(eventOf(second, 'created'));
  await push.relay();
  await slot(id);
  const refused = receiver.got.length;
  receiver.answer(204);
  for (let looks = 0; looks < 4; looks++) await sendNow();
  const taking = receiver.got.slice(refused).flatMap(({ events }) => events.map(({ data }) => data?.seq));
  expect(taking).toEqual([1, 3, 2, 4]);
});

type Told = { listings: TestListing[]; open: Set<TestListing> };

const step = async (chance: Chance, about: { id: string; receiver: Receiver; told: Told }) => {
  const { id, receiver, told } = about;
  const open = [...told.open];
  const one = open[chance.between(0, Math.max(0, open.length - 1))];
  const acts: (() => unknown)[] = [
    async () => {
      const subjectId = told.listings[chance.between(0, 2)]?.subjectId;
      const made = await push.aListing(`n${told.listings.length}`, subjectId ? { subjectId } : {});
      told.listings.push(made);
      told.open.add(made);
      await push.tell(eventOf(made, 'created'));
    },
    async () => {
      if (one) await push.tell(eventOf(one, 'changed'));
    },
    async () => {
      if (one) await push.tell(eventOf(one, 'removed'));
      if (one) told.open.delete(one);
    },
    push.relay,
    push.relay,
    () => slot(id),
    () => slot(id),
    sendNow,
    push.send,
    async () => receiver.answer(chance.next() < 0.6 ? 503 : 204),
    () => finance.api(`/subscriptions/${id}/replay`, { method: 'POST', json: { fromSeq: 1 } }),
    () =>
      finance.api(`/subscriptions/${id}`, {
        method: 'PATCH',
        json: { schedule: chance.next() < 0.3 ? { kind: 'at-once' } : yearly },
      }),
  ];
  await acts[chance.between(0, acts.length - 1)]?.();
};

test.each(Array.from({ length: 12 }, (_, seed) => [seed]))(
  'whatever mixture of digests, lifts, retries and replays (%i): a subject ascends, and nothing is left out',
  async (seed) => {
    const chance = chanceFrom(seed);
    const { receiver, id } = await subscribed(push, finance, { schedule: yearly });
    const told: Told = { listings: [], open: new Set() };
    for (let steps = 0; steps < 60; steps++) await step(chance, { id, receiver, told });
    receiver.answer(204);
    await push.query(`update subscriptions set breaker_open_until = null, breaker_trips = 0`);
    for (let looks = 0; looks < 12; looks++) {
      await push.relay();
      await slot(id);
      await push.query(`update subscriptions set breaker_open_until = null, breaker_trips = 0`);
      await sendNow();
    }
    const accepted = firstSeen(receiver);
    expect(fallsBack(accepted)).toEqual([]);
    const left = await push.query(
      `select n.seq from notices n left join deliveries d on d.id = n.delivery_id
       where n.superseded_by is null and d.state is distinct from 'delivered'`,
    );
    expect(left).toEqual([]);
  },
);

// One stretch: the receiver is down over two slots, while listings of three subjects come and go.
const downOverSlots = async (chance: Chance, about: { id: string; receiver: Receiver; told: Told }) => {
  const { id, receiver, told } = about;
  const come = async () => {
    const subjectId = told.listings[chance.between(0, 2)]?.subjectId;
    const made = await push.aListing(`n${told.listings.length}`, subjectId ? { subjectId } : {});
    told.listings.push(made);
    told.open.add(made);
    await push.tell(eventOf(made, 'created'));
  };
  const go = async () => {
    const open = [...told.open];
    const one = open[chance.between(0, Math.max(0, open.length - 1))];
    if (!one) return;
    await push.tell(eventOf(one, 'removed'));
    told.open.delete(one);
  };
  receiver.answer(503);
  await come();
  await push.relay();
  await slot(id);
  await sendNow();
  for (let moves = 0; moves < 8; moves++) {
    await (chance.next() < 0.6 ? come() : go());
    await push.relay();
  }
  await slot(id);
  receiver.answer(204);
  await push.query(`update subscriptions set breaker_open_until = null, breaker_trips = 0`);
  for (let looks = 0; looks < 6; looks++) await sendNow();
};

test.each(Array.from({ length: 6 }, (_, seed) => [seed]))(
  'a receiver that is down over several slots (%i): a subject ascends in what it takes afterwards',
  async (seed) => {
    const chance = chanceFrom(seed);
    const { receiver, id } = await subscribed(push, finance, { schedule: yearly });
    const told: Told = { listings: [], open: new Set() };
    for (const seedOf of ['p', 'q', 'r']) {
      const made = await push.aListing(seedOf);
      told.listings.push(made);
      told.open.add(made);
      await push.tell(eventOf(made, 'created'));
    }
    for (let stretches = 0; stretches < 4; stretches++) await downOverSlots(chance, { id, receiver, told });
    expect(fallsBack(firstSeen(receiver))).toEqual([]);
  },
);
