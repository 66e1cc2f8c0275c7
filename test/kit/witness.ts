import { expect } from 'vitest';
import type { IdentifierType } from '../../src/kernel/identifiers.ts';
import { publicCodes, type StoryCity } from './story-city.ts';

export type Asked = { type: IdentifierType; code: string; name?: string; country?: string };
// What the eight doors say at one moment; notices and audit since the moment before.
export type Seen = {
  check: readonly string[];
  batch: readonly string[];
  file: 'unknown' | { name: string; former: readonly string[]; holds: readonly string[] };
  report: readonly string[];
  public: readonly string[];
  notices: readonly string[];
  ledger: readonly string[];
  audit: readonly string[];
};
type Line = {
  id: number;
  agency: string | null;
  actor: string;
  action: string;
  subjectId: number | null;
  about: object;
};
type Reason = { code: string; isDisputed?: boolean };
type Decided = { outcome: string; reasons: Reason[] };

// Written by the night and by feeds that have nothing to say, whatever happens.
const UPKEEP = new Set([
  'zero-report.file',
  'subject.find-duplicates',
  'subject.respell-permits',
  'public-list.publish',
]);
const isNothing = (value: unknown) => value === 0 || (Array.isArray(value) && value.length === 0);
// That new checks are watched, and that nothing turned, is no deed; that a check is recalled is one.
const isWatching = ({ action, about }: Line) =>
  action === 'check.recall' && !('count' in about && Number(about.count));
const isUpkeep = (line: Line) => UPKEEP.has(line.action) || isWatching(line) || isEmpty(line);
const isEmpty = ({ about }: Line) => Object.keys(about).length > 0 && Object.values(about).every(isNothing);
const writtenBy = ({ agency, actor, action }: Line) => `${agency ?? actor} ${action}`;
const LOOKS = ['check.run', 'check.run', 'file.query', 'report.make', 'report.show', 'measure.ledger'];

const flagged = ({ isDisputed }: { isDisputed?: boolean }) => (isDisputed ? ' disputed' : '');
const decidedAs = ({ outcome, reasons }: Decided) => [
  outcome,
  ...reasons.map((reason) => `${reason.code}${flagged(reason)}`).sort(),
];

export const witnessOf = (city: StoryCity) => {
  const heard: string[] = [];
  const copies = new Map<string, { version: number; text: string }>();
  let lastLine = 0;
  let lastNotice = 0;

  const ask = async (answer: Response | Promise<Response>, allowed: readonly number[] = [200, 201]) => {
    const said = await answer;
    const text = await said.text();
    heard.push(text);
    if (!allowed.includes(said.status)) throw new Error(`${said.status} ${text}`);
    return { status: said.status, text, body: text.startsWith('{') ? JSON.parse(text) : null };
  };
  const post = (path: string, json: object, allowed?: readonly number[]) =>
    ask(city.window.api(path, { method: 'POST', json }), allowed);

  const check = async (subject: Asked) =>
    decidedAs((await post('/checks', { subject, purpose: 'commitment', caseNo: 'BJ-1' })).body);
  const batch = async (subject: Asked) => {
    const one = { subject, purpose: 'commitment', caseNo: 'BJ-1' };
    return decidedAs((await post('/checks/batch', { checks: [one] })).body.items[0].check);
  };
  const file = async (subject: Asked): Promise<Seen['file']> => {
    const asked = { subject, purpose: 'supervision', caseNo: 'BJ-1' };
    const { status, body } = await post('/files/query', asked, [200, 404]);
    if (status === 404) return 'unknown';
    const records = body.records.map((one: { catalog: string; state: string; isDisputed: boolean }) =>
      [one.catalog, one.state].join(' ').concat(flagged(one)),
    );
    const listings = body.listings.map((one: { list: string; state: string; isDisputed: boolean }) =>
      `list:${one.list} ${one.state}`.concat(flagged(one)),
    );
    return {
      name: body.subject.name,
      former: body.subject.formerNames,
      holds: [...records, ...listings].sort(),
    };
  };
  // The subject's own: what stands, what it was told of, and that each item is known by one number.
  const report = async (subject: Asked) => {
    const identityProof = { kind: 'document-seen' };
    const asked = { subject, purpose: 'own-request', caseNo: 'BJ-1', identityProof };
    const { no } = (await post('/reports', asked)).body;
    const { body } = await ask(city.window.api(`/reports/${no}`));
    type Item = { catalog: string; isDisputed: boolean };
    const items: Item[] = body.sections.flatMap(({ items }: { items: Item[] }) => items);
    return [
      ...items.map((one) => `${one.catalog}${flagged(one)}`),
      ...(body.notified ?? []).map(({ documentNo }: { documentNo: string }) => `told ${documentNo}`),
    ].sort();
  };

  // The whole list; whoever keeps a copy and mends it by the delta holds the same.
  const onePublicList = async (code: string) => {
    const before = copies.get(code);
    const whole = await city.request(`/public/lists/${code}/snapshot.ndjson`);
    const text = await whole.text();
    heard.push(text);
    copies.set(code, { version: Number(whole.headers.get('x-list-version')), text });
    if (before) expect(await city.mended(code, before), `${code}: delta`).toBe(text);
    const lines = text.split('\n').filter(Boolean);
    return lines.map((line) => `${code} ${JSON.parse(line).name}`);
  };
  const published = async () => {
    const found: string[] = [];
    for (const code of await publicCodes(city)) found.push(...(await onePublicList(code)));
    return found.sort();
  };

  const notices = async () => {
    const path = `/feed?subscription=${city.subscription}&after=${lastNotice}`;
    const { items } = (await ask(city.department.api(path))).body;
    lastNotice = items.at(-1)?.seq ?? lastNotice;
    type Told = { type: string; data: { list: string; state: string; subject: { name: string } } };
    return items.map(({ type, data }: Told) =>
      [type.replace(/^credit\.(listing\.)?/, ''), data.list, data.state, data.subject.name].join(' '),
    );
  };
  const ledger = async (subjectId: number | null) => {
    const { items } = (await ask(city.department.api('/measures/ledger?limit=500'))).body;
    type Entry = { subject: { id: string }; measures: { askedBy: { list: string }[] }[] };
    const own = (items as Entry[]).filter(({ subject }) => subject.id === `subjects/${subjectId}`);
    const lists = own.flatMap(({ measures }) => measures.flatMap(({ askedBy }) => askedBy));
    return [...new Set(lists.map(({ list }) => list))].sort();
  };
  const lines = async (): Promise<Line[]> => {
    const { items } = (await ask(city.auditor.api('/audit?limit=500'))).body;
    const fresh = (items as Line[]).filter(({ id, action }) => id > lastLine && action !== 'audit.read');
    lastLine = Math.max(lastLine, ...(items as Line[]).map(({ id }) => id));
    return fresh.reverse();
  };

  return {
    begin: async () => void (await lines()),
    look: async (subject: Asked): Promise<Seen> => {
      const acts = (await lines()).filter((line) => !isUpkeep(line));
      const doors = {
        check: await check(subject),
        batch: await batch(subject),
        file: await file(subject),
        report: await report(subject),
        public: await published(),
        notices: await notices(),
      };
      const looked = await lines();
      const subjectId = looked.find(({ action }) => action === 'file.query')?.subjectId ?? null;
      const asked = await ledger(subjectId);
      expect(
        [...looked, ...(await lines())].map(({ action }) => action).filter((one) => LOOKS.includes(one)),
      ).toEqual(LOOKS);
      return { ...doors, ledger: asked, audit: [...new Set(acts.map(writtenBy))] };
    },
    // Nobody is told a person's number, nor what was never to be kept.
    never: (...secrets: readonly string[]) => {
      for (const secret of secrets) expect(heard.find((text) => text.includes(secret)) ?? '').toBe('');
    },
  };
};
