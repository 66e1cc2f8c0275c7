import { toldOf } from './book.ts';
import { succeeded } from './call.ts';
import type { City } from './city.ts';
import { type Department, type FeedItem, readFeedAfter } from './departments.ts';
import { companies, isLive, listingsOf } from './model.ts';

const feedOf = async ({ fleet }: City, department: Department): Promise<FeedItem[]> => {
  const items: FeedItem[] = [];
  for (let after = 0; ; ) {
    const page = await readFeedAfter(fleet, department, { after });
    items.push(...page.items);
    if (page.next === null) return items;
    after = Number(page.next);
  }
};

// Numbers without a hole, and of each company as many notices as it had moves, in the order of its events.
const judgeFeed = ({ model }: City, { name }: Department, feed: readonly FeedItem[]): string[] => {
  const counts = new Map<string, number>();
  const last = new Map<string, number>();
  const faults: string[] = [];
  let [before, known] = [0, 1];
  for (const item of feed) {
    const { seq, data } = item;
    const { epoch } = toldOf(item);
    if (seq !== before + 1 && epoch === known) faults.push(`feed of ${name}: ${seq} follows ${before}`);
    [before, known] = [seq, epoch];
    const code = data?.subject.code ?? '';
    counts.set(code, (counts.get(code) ?? 0) + 1);
    if ((data?.subjectSeq ?? 0) <= (last.get(code) ?? 0))
      faults.push(`feed of ${name}: ${code} has ${data?.subjectSeq} after ${last.get(code)}`);
    last.set(code, data?.subjectSeq ?? 0);
  }
  for (const [company, { name: firm, uscc }] of companies.entries()) {
    const moves = listingsOf(model, company).reduce((sum, one) => sum + one.moves, 0);
    if (moves !== (counts.get(uscc) ?? 0))
      faults.push(
        `feed of ${name}: ${counts.get(uscc) ?? 0} notices about ${firm}, which moved ${moves} times`,
      );
  }
  return faults;
};

// Each notice was taken, or a lift that was taken names it.
const judgeLost = ({ name, taken, named }: Department, feed: readonly FeedItem[]): string[] =>
  feed
    .filter(({ noticeId, supersededBy }) => !taken.has(noticeId) && !(supersededBy && named.has(noticeId)))
    .map(({ seq }) => `${name} never got ${seq}`);

const judgeOrder = ({ name, arrived }: Department): string[] => {
  const last = new Map<string, number>();
  const [seen, under] = [new Set<string>(), new Map<string, string>()];
  const faults: string[] = [];
  for (const { id, subject, subjectSeq, webhookId } of arrived) {
    if ((under.get(id) ?? webhookId) !== webhookId) faults.push(`${name} got ${id} under two webhook-ids`);
    under.set(id, webhookId);
    if (seen.has(id)) continue;
    seen.add(id);
    if (subjectSeq <= (last.get(subject) ?? 0))
      faults.push(`${name}: ${subject} first got ${subjectSeq} after ${last.get(subject)}`);
    last.set(subject, subjectSeq);
  }
  return faults;
};

type Entry = {
  subject: { uscc?: string };
  measures: { code: string; askedBy: { listingId: number }[] }[];
};

const ledgerOf = async ({ fleet }: City, { key }: Department): Promise<Map<string, Entry['measures']>> => {
  const entries: Entry[] = [];
  for (let after = ''; ; ) {
    const path = `/api/v1/measures/ledger?limit=100${after && `&after=${after}`}`;
    const { body } = await succeeded(fleet, { path, key });
    const { items, next } = body as { items: Entry[]; next: string | null };
    entries.push(...items);
    if (next === null) return new Map(entries.map(({ subject, measures }) => [subject.uscc ?? '', measures]));
    after = next;
  }
};

const text = (items: Iterable<string | number | null>) => [...items].map(String).toSorted().join(' ');

// By docs/receivers.md it holds what the model lists and what the ledger says of its measures.
const judgeBook = async (city: City, department: Department): Promise<string[]> => {
  const ledger = await ledgerOf(city, department);
  const held = new Map([...department.book.subjects().values()].map((one) => [one.code, one]));
  return companies.flatMap(({ name, uscc }, company) => {
    const of = `${department.name} about ${name}`;
    const known = held.get(uscc);
    const documents = text(known?.listings.values() ?? []);
    const live = text(
      listingsOf(city.model, company)
        .filter(isLive)
        .map(({ documentNo }) => documentNo),
    );
    const measures = text(known?.measures ?? []);
    const standing = ledger.get(uscc) ?? [];
    const asked = text(standing.map(({ code }) => code));
    const askers = new Set(standing.flatMap(({ askedBy }) => askedBy.map(({ listingId }) => listingId)));
    const holds = text(known?.listings.keys() ?? []);
    return [
      ...(documents === live ? [] : [`${of} holds ${documents || '–'}, should hold ${live || '–'}`]),
      ...(measures === asked ? [] : [`${of} takes ${measures || '–'}, the ledger says ${asked || '–'}`]),
      ...(holds === text(askers) ? [] : [`${of} holds listings ${holds}, the ledger says ${text(askers)}`]),
    ];
  });
};

export const judgeNotices = async (city: City): Promise<string[]> => {
  const faults: string[] = [];
  for (const department of city.departments) {
    const feed = await feedOf(city, department);
    faults.push(
      ...judgeFeed(city, department, feed),
      ...judgeLost(department, feed),
      ...judgeOrder(department),
      ...(await judgeBook(city, department)),
      ...department.faults.splice(0),
      ...(department.receiver?.refused.splice(0) ?? []).map((why) => `${department.name} refused: ${why}`),
    );
    if (department.receiver) department.receiver.got.length = 0;
  }
  return faults;
};
