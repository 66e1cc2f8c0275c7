import { loadMeasures } from '../../src/law/measures/load-measures.ts';
import { guardedSend } from '../../src/node/guarded-send.ts';
import type { Pace } from '../../src/notices/delivery/delivery.store.ts';
import { sendDeliveries } from '../../src/notices/delivery/send-deliveries.driver.ts';
import { relayEvents } from '../../src/notices/relay/relay-events.driver.ts';
import { act } from '../../src/platform/door/act.ts';
import type { NewEvent, Topic } from '../../src/platform/door/outbox.ts';
import { identifierPurpose, lookupOf } from '../../src/registry/subjects/subject-lookup.ts';
import { makeApp, type TestApp } from './app.ts';
import { aCitizenId, aUscc } from './identities.ts';
import { type Receiver, startReceiver } from './receiver.ts';

export type TestListing = {
  id: number;
  subjectId: number;
  subjectKind: string;
  name: string;
  list: string;
  code: string;
};

// A patient sender: on a loaded machine a receiver that is well may take seconds. No test waits for this
// time-out.
export const testPace: Pace = { window: 16, perReceiver: 8, leaseSeconds: 300, timeoutMs: 120_000 };

const insertSubject = async (app: TestApp, kind: string, seed: string) => {
  const name = kind === 'person' ? `虚构人${seed}` : `虚构${seed}有限公司`;
  const [row] = await app.query(
    `insert into subjects (kind, name, region, created_at) values ($1, $2, '440300', now()) returning id`,
    [kind, name],
  );
  const id = Number(row?.id);
  const code = kind === 'person' ? aCitizenId(seed) : aUscc(seed);
  const type = kind === 'person' ? 'citizen-id' : 'uscc';
  const lookup = lookupOf(app.deps.vault, type, code);
  const sealed = kind === 'person' ? await app.deps.vault.seal(code, identifierPurpose(lookup)) : null;
  await app.deps.statement(
    'insert into subject_identifiers (lookup, subject_id, type, code, sealed) values ($1, $2, $3, $4, $5)',
    [lookup, id, type, kind === 'person' ? null : code, sealed],
  );
  return { id, name, code };
};

const payloadOf = (listing: TestListing, state: string) => ({
  listingId: listing.id,
  list: listing.list,
  kind: listing.list === 'honour' ? 'honour' : 'severe',
  state,
  subjectKind: listing.subjectKind,
  subjectName: listing.name,
  uscc: listing.subjectKind === 'person' ? null : listing.code,
  maskedCode:
    listing.subjectKind === 'person'
      ? `${listing.code.slice(0, 3)}***********${listing.code.slice(-4)}`
      : null,
  region: '440300',
  authority: '虚构法院',
  documentNo: `（2026）虚执${listing.id}号`,
  listedOn: '2026-11-01',
  dueOn: '2028-11-01',
  reason: '有履行能力而拒不履行',
  endedOn: state === 'listed' ? null : '2026-11-24',
});

// Events as the feeding verbs write them: through the one door, with the full state of the listing.
export const tell = (app: TestApp, events: readonly NewEvent[]) =>
  act(app.operator, 'record.write', async () => ({ value: null, audit: {}, events }));

export const eventOf = (listing: TestListing, step: 'created' | 'changed' | 'removed'): NewEvent => ({
  subjectId: listing.subjectId,
  topic: `credit.listing.${step}` as Topic,
  payload: payloadOf(listing, step === 'removed' ? 'repaired' : 'listed'),
});

export const makePush = async (options: { env?: Record<string, string> } = {}) => {
  const send = guardedSend(['127.0.0.1']);
  const app = await makeApp({ now: new Date().toISOString(), send, ...options });
  await loadMeasures(app.operator);
  await app.agency('COURT', ['feeder']);
  const [{ id: sourceId } = { id: 0 }] = await app.query(`select id from agencies where code = 'COURT'`);
  const receivers: Receiver[] = [];

  const aListing = async (
    seed: string,
    about: { subjectId?: number; kind?: string; list?: string } = {},
  ): Promise<TestListing> => {
    const kind = about.kind ?? 'organisation';
    const subject = about.subjectId
      ? { id: about.subjectId, name: `虚构${seed}有限公司`, code: aUscc(seed) }
      : await insertSubject(app, kind, seed);
    const list = about.list ?? 'judgment-defaulter';
    const [record] = await app.query(
      `insert into records (catalog, agency_id, source_no, subject_id, state, authority_name, decided_on,
        fields, content_hash, known_from)
       values ($1, $2, $3, $4, 'live', '虚构法院', '2026-11-01', '{}', 'x', now()) returning id`,
      [list, Number(sourceId), seed, subject.id],
    );
    const [listing] = await app.query(
      `insert into listings (list, kind, subject_id, agency_id, record_id, state, listed_on, authority_name,
        reason, known_from)
       values ($1, $2, $3, $4, $5, 'listed', '2026-11-01', '虚构法院', '拒不履行', now()) returning id`,
      [list, list === 'honour' ? 'honour' : 'severe', subject.id, Number(sourceId), Number(record?.id)],
    );
    return {
      id: Number(listing?.id),
      subjectId: subject.id,
      subjectKind: kind,
      name: subject.name,
      list,
      code: subject.code,
    };
  };

  return {
    ...app,
    aListing,
    tell: (...events: NewEvent[]) => tell(app, events),
    receiver: async () => {
      const receiver = await startReceiver();
      receivers.push(receiver);
      return receiver;
    },
    relay: () => relayEvents(app.deps),
    // New listings, told and relayed one after another.
    tellNew: async (...seeds: string[]) => {
      for (const seed of seeds) await tell(app, [eventOf(await aListing(seed), 'created')]);
      await relayEvents(app.deps);
    },
    send: () => sendDeliveries(app.deps, testPace),
    // Makes what waits for its next try due, as if the time had passed.
    hurry: () => app.query(`update deliveries set due_at = now() where state in ('ready', 'queued')`),
    stop: async () => {
      await Promise.all(receivers.map((receiver) => receiver.stop()));
      await send.close();
    },
  };
};

export type PushApp = Awaited<ReturnType<typeof makePush>>;
export type Agency = Awaited<ReturnType<PushApp['agency']>>;

// A city in which one department listens: finance.
export const pushToFinance = async (): Promise<{ push: PushApp; finance: Agency }> => {
  const push = await makePush();
  return { push, finance: await push.agency('FIN', ['subscriber'], [], '虚构市财政局') };
};

export type Made = { id: string; secret: string; state: string; lastSeq: number };

export const subscribe = async (agency: Agency, about: Record<string, unknown> = {}): Promise<Made> => {
  const answer = await agency.api('/subscriptions', { method: 'POST', json: { name: '测试订阅', ...about } });
  if (answer.status !== 201) throw new Error(`subscription refused: ${await answer.text()}`);
  return (await answer.json()) as Made;
};

// A subscription whose endpoint has answered its ping.
export const subscribed = async (push: PushApp, agency: Agency, about: Record<string, unknown> = {}) => {
  const receiver = await push.receiver();
  const made = await subscribe(agency, { endpoint: { url: receiver.url }, ...about });
  receiver.verifyWith(made.secret);
  await push.send();
  return { receiver, ...made };
};
