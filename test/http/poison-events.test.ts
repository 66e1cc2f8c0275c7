import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildDigest } from '../../src/notices/relay/build-digest.ts';
import { type Agency, eventOf, makePush, type PushApp, subscribe, subscribed } from '../kit/push.ts';

let push: PushApp;
let registrar: Agency;
beforeEach(async () => {
  push = await makePush();
  await push.agency('PSB', ['subscriber'], [], '虚构市公安局');
  registrar = await push.agency('CREDIT', ['registrar', 'subscriber'], [], '虚构市信用办');
  await push.query(`insert into scheduler_ticks (id, ticked_at) values (1, now())`);
});
afterEach(() => push.stop());

const inFull = { agency: 'PSB', identityBasis: '《虚构条例》第十条' };
const spoil = (subjectId: number) =>
  push.query(
    `update subject_identifiers
    set sealed = set_byte(sealed, length(sealed) - 1, 255 - get_byte(sealed, length(sealed) - 1))
    where subject_id = $1`,
    [subjectId],
  );
const heal = spoil;
const later = () => push.query(`update notices_set_aside set tried_at = tried_at - interval '2 minutes'`);
const told = (receiver: { notices(): { data?: { listingId: number; subjectSeq: number } | undefined }[] }) =>
  receiver.notices().map(({ data }) => [data?.listingId, data?.subjectSeq]);
const isMeasured = async (line: string) => (await (await push.request('/metrics')).text()).includes(line);
const ready = async () => {
  const answer = await push.request('/readyz');
  const body = await answer.json();
  const codes = (body.warnings ?? body.errors ?? []).map(({ code }: { code: string }) => code);
  return [answer.status, codes.filter((code: string) => code !== 'calendar.missing')];
};

test('a notice that cannot be rendered waits in its order and holds up neither others nor other subscriptions', async () => {
  const full = await subscribed(push, registrar, inFull);
  const masked = await subscribed(push, registrar, { agency: 'PSB' });
  const [poisoned, other] = [
    await push.aListing('p', { kind: 'person' }),
    await push.aListing('q', { kind: 'person' }),
  ];
  await spoil(poisoned.subjectId);
  await push.tell(eventOf(poisoned, 'created'), eventOf(other, 'created'));
  await push.relay();
  await push.tell(eventOf(poisoned, 'changed'), eventOf(other, 'changed'));
  await push.relay();
  await push.send();
  expect(told(full.receiver)).toEqual([
    [other.id, 1],
    [other.id, 2],
  ]);
  expect(masked.receiver.notices()).toHaveLength(4);
  expect(await ready()).toEqual([200, ['relay.set-aside']]);
  expect(await isMeasured('registry_notices_set_aside 2\n')).toBe(true);
  expect(await isMeasured('registry_events_unrelayed_seconds 0\n')).toBe(true);

  await later();
  await push.relay();
  expect(await isMeasured('registry_notices_set_aside 2\n')).toBe(true);
  await heal(poisoned.subjectId);
  await push.relay();
  await later();
  await push.tell(eventOf(poisoned, 'changed'));
  await push.relay();
  await push.send();
  expect(told(full.receiver).slice(2)).toEqual([
    [poisoned.id, 1],
    [poisoned.id, 2],
    [poisoned.id, 3],
  ]);
  expect(full.receiver.seqs()).toEqual([1, 2, 3, 4, 5]);
  expect(await ready()).toEqual([200, []]);
});

test('an event of which not even the recipients can be found is set aside for everybody, and the next is told', async () => {
  const { receiver } = await subscribed(push, registrar, { filter: { regions: ['440300'] } });
  const [broken, whole] = [await push.aListing('a'), await push.aListing('b')];
  const event = eventOf(broken, 'created');
  await push.tell({ ...event, payload: { ...event.payload, region: 440300 } }, eventOf(whole, 'created'));
  await push.relay();
  await push.send();
  expect(told(receiver)).toEqual([[whole.id, 1]]);
  await push.tell(eventOf(broken, 'changed'));
  await push.query(`update events set payload = payload || '{"region": "440300"}' where subject_id = $1`, [
    broken.subjectId,
  ]);
  await push.relay();
  await later();
  await push.relay();
  await push.send();
  expect(told(receiver).slice(1)).toEqual([
    [broken.id, 1],
    [broken.id, 2],
  ]);
});

test('a person whose number cannot be opened keeps no department from subscribing', async () => {
  const [poisoned, other] = [
    await push.aListing('p', { kind: 'person' }),
    await push.aListing('q', { kind: 'person' }),
  ];
  await push.tell(eventOf(poisoned, 'created'), eventOf(other, 'created'));
  await push.relay();
  await spoil(poisoned.subjectId);
  const made = await subscribe(registrar, inFull);
  expect(made.lastSeq).toBe(1);
  await heal(poisoned.subjectId);
  await later();
  await push.relay();
  const told = await push.query('select seq, listing_id from notices order by seq');
  expect(told).toEqual([
    { seq: 1, listing_id: other.id },
    { seq: 2, listing_id: poisoned.id },
  ]);
});

test('a revoked listing is erased although one of its notices cannot be opened', async () => {
  const full = await subscribed(push, registrar, inFull);
  const masked = await subscribed(push, registrar, { agency: 'PSB' });
  const listing = await push.aListing('p', { kind: 'person' });
  await push.tell(eventOf(listing, 'created'));
  await push.relay();
  await push.send();
  await push.query(`update notices set sealed_body = '\\x0102' where sealed_body is not null`);
  const lift = eventOf(listing, 'removed');
  await push.tell({ ...lift, payload: { ...lift.payload, state: 'revoked' } });
  await push.relay();
  await push.send();
  expect([full.receiver.notices(), masked.receiver.notices()].map((all) => all.length)).toEqual([2, 2]);
  const [first] = await push.query('select body from notices where body is not null order by seq');
  expect(JSON.parse(String(first?.body)).data.reason).toBe(null);
});

test('events that nobody relays make the registry unready', async () => {
  await push.tell(eventOf(await push.aListing('a'), 'created'));
  expect(await ready()).toEqual([200, []]);
  await push.query(`update events set added_at = now() - interval '301 seconds'`);
  expect(await ready()).toEqual([503, ['relay.late']]);
  await push.relay();
  expect(await ready()).toEqual([200, []]);
});

test('a delivery whose body cannot be opened is an attempt of ours: it is tried later, and the receiver is not blamed', async () => {
  const { receiver, id } = await subscribed(push, registrar, inFull);
  await push.tell(eventOf(await push.aListing('p', { kind: 'person' }), 'created'));
  await push.relay();
  const bodies = await push.query(
    `select encode(sealed_body, 'hex') as body from notices where sealed_body is not null`,
  );
  await push.query(`update notices set sealed_body = '\\x0102'`);
  await push.send();
  const [tried] = await push.query(
    `select fault, d.state, s.fail_streak from delivery_attempts a
      join deliveries d on d.id = a.delivery_id
      join subscriptions s on s.id = d.subscription_id
    where d.kind = 'notice' and s.id = $1`,
    [id],
  );
  expect(tried).toEqual({ fault: 'unreadable', state: 'ready', fail_streak: 0 });
  const [kept] = bodies;
  await push.query(`update notices set sealed_body = decode($1, 'hex')`, [String(kept?.body)]);
  await push.hurry();
  await push.send();
  expect(receiver.seqs()).toEqual([1]);
});

test('a digest leaves without the body that cannot be opened; its subject waits in order, and nobody else', async () => {
  const yearly = { kind: 'cron', cron: '30 8 1 1 *' };
  const { receiver, id } = await subscribed(push, registrar, { ...inFull, schedule: yearly });
  const [broken, other] = [
    await push.aListing('p', { kind: 'person' }),
    await push.aListing('q', { kind: 'person' }),
  ];
  const digest = async (...events: ReturnType<typeof eventOf>[]) => {
    await push.tell(...events);
    await push.relay();
    await buildDigest(push.deps, new Date(), id);
  };
  await digest(eventOf(broken, 'created'), eventOf(other, 'created'));
  await digest(eventOf(broken, 'changed'));
  await digest(eventOf(other, 'changed'));
  const [{ body } = { body: '' }] = await push.query(
    `select encode(sealed_body, 'hex') as body from notices where seq = 1`,
  );
  await push.query(`update notices set sealed_body = '\\x0102' where seq = 1`);
  for (let looks = 0; looks < 3; looks++) await push.send();
  expect(told(receiver)).toEqual([
    [other.id, 1],
    [other.id, 2],
  ]);
  await push.query(`update notices set sealed_body = decode($1, 'hex') where seq = 1`, [String(body)]);
  for (let looks = 0; looks < 3; looks++) {
    await push.hurry();
    await push.send();
  }
  expect(told(receiver).slice(2)).toEqual([
    [broken.id, 1],
    [broken.id, 2],
  ]);
  const open = await push.query(`select 1 from deliveries where state in ('queued', 'ready', 'leased')`);
  expect(open).toEqual([]);
});
