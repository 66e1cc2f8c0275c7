import { afterEach, beforeEach, expect, test } from 'vitest';
import { TEST_NOW } from '../kit/app.ts';
import { type Agency, eventOf, makePush, type PushApp, subscribe, type TestListing } from '../kit/push.ts';

let push: PushApp;
let court: Agency;
beforeEach(async () => {
  push = await makePush();
  push.setNow(TEST_NOW);
  court = await push.agency('CRT', ['subscriber'], [], '虚构市财政局');
});
afterEach(() => push.stop());

type Line = {
  id: string;
  type: string;
  seq: number;
  confirmed: boolean;
  needsReceipt: boolean;
  measures: string[];
};
const notices = async (query = '') =>
  ((await (await court.api(`/notices${query}`)).json()) as { items: Line[] }).items.toSorted(
    (a, b) => b.seq - a.seq,
  );
const told = async (listing: TestListing, ...steps: ('created' | 'changed' | 'removed')[]) => {
  for (const step of steps) await push.tell(eventOf(listing, step));
  await push.relay();
};
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

test('a notice names the measures asked of this department, and information apart from them', async () => {
  const bank = await push.agency('BANK', ['subscriber'], [], '虚构市金融办');
  const made = await subscribe(bank);
  await told(await push.aListing('a'), 'created');
  const feed = await (await bank.api(`/feed?subscription=${made.id}`)).json();
  const [item] = (feed as { items: { data: Record<string, { code: string }[]> }[] }).items;
  expect(item?.data.measures?.map(({ code }) => code)).toEqual(['CONVENIENCE_LIMIT']);
  expect(item?.data.information?.map(({ code }) => code)).toEqual([
    'CREDIT_REPORT_INCLUSION',
    'PRUDENT_LENDING',
  ]);
});

test("a person's notice is masked, and goes to nobody without a measure for the list", async () => {
  const made = await subscribe(court);
  const person = await push.aListing('p', { kind: 'person' });
  await told(person, 'created');
  await told(await push.aListing('q', { kind: 'person', list: 'no-such-measure' }), 'created');
  await told(await push.aListing('o', { list: 'no-such-measure' }), 'created');
  const text = await (await court.api(`/feed?subscription=${made.id}`)).text();
  expect(text).not.toContain(person.code);
  expect(JSON.parse(text).items).toMatchObject([
    { data: { subject: { masked: true, kind: 'person' }, list: 'judgment-defaulter' } },
    { data: { subject: { masked: false, kind: 'organisation' }, measures: [] } },
  ]);
});

test('only the registrar records a basis for full identity, and then the stored notice is sealed', async () => {
  const person = await push.aListing('p', { kind: 'person' });
  const wish = { name: '测试', identityBasis: '民事诉讼法第二百六十六条' };
  expect(await codeOf(await court.api('/subscriptions', { method: 'POST', json: wish }))).toBe(
    'access.denied',
  );
  const registrar = await push.agency('REG', ['registrar']);
  const answer = await registrar.api('/subscriptions', { method: 'POST', json: { ...wish, agency: 'CRT' } });
  const { id } = (await answer.json()) as { id: string };
  await told(person, 'created');
  expect(await (await court.api(`/feed?subscription=${id}`)).json()).toMatchObject({
    items: [{ data: { subject: { code: person.code, masked: false } } }],
  });
  const [stored] = await push.query('select body, sealed_body is not null as sealed from notices');
  expect(stored).toEqual({ body: null, sealed: true });
});

test('the full number is given for one case at a time, to a department with a measure, and leaves a line', async () => {
  await subscribe(court);
  const person = await push.aListing('p', { kind: 'person' });
  await told(person, 'created');
  await told(await push.aListing('o'), 'created');
  const [organisation, ofPerson] = await notices();
  const ask = (id: string | undefined, json: unknown = { purpose: 'licensing', caseNo: 'A-1' }) =>
    court.api(`/notices/${id}/identity`, { method: 'POST', json });
  expect(await (await ask(ofPerson?.id)).json()).toMatchObject({ type: 'citizen-id', code: person.code });
  expect(await codeOf(await ask(organisation?.id))).toBe('notice.not-a-person');
  expect((await ask(ofPerson?.id, { purpose: 'curiosity', caseNo: 'A-1' })).status).toBe(400);
  await push.query(`update notices set measures = '[]'`);
  expect(await codeOf(await ask(ofPerson?.id))).toBe('notice.not-asked');
  const lines = await push.query(
    `select about, subject_id from audit_lines where action = 'notice.identity'`,
  );
  expect(lines).toMatchObject([
    { about: { purpose: 'licensing', caseNo: 'A-1' }, subject_id: person.subjectId },
  ]);
  expect(JSON.stringify(lines)).not.toContain(person.code);
});

test('a lift counts as unconfirmed until somebody signs for it', async () => {
  await subscribe(court);
  await told(await push.aListing('a'), 'created', 'removed');
  const [lift] = await notices('?unconfirmed=true');
  expect(lift).toMatchObject({ type: 'credit.listing.removed', needsReceipt: true, confirmed: false });
  const sign = () => court.api(`/notices/${lift?.id}/receipt`, { method: 'POST' });
  const [first, second] = [await (await sign()).json(), await (await sign()).json()];
  expect(second).toEqual(first);
  expect(await notices('?unconfirmed=true')).toEqual([]);
  expect((await notices())[0]).toMatchObject({ confirmed: true });
});

test('feedback names a measure of the notice, and a reason where nothing was done', async () => {
  await subscribe(court);
  await told(await push.aListing('a'), 'created');
  const [notice] = await notices();
  const give = (json: unknown) => court.api(`/notices/${notice?.id}/feedback`, { method: 'POST', json });
  expect(await codeOf(await give({ measure: 'EXIT_BAR', result: 'executed' }))).toBe('feedback.measure');
  for (const result of ['not-executed', 'not-applicable'])
    expect(await codeOf(await give({ measure: 'FUND_LIMIT', result }))).toBe('feedback.reason-required');
  const done = await give({
    measure: 'FUND_LIMIT',
    result: 'executed',
    executedOn: '2026-11-24',
    documentNo: '虚财〔2026〕1号',
  });
  expect([done.status, await done.json()]).toMatchObject([
    201,
    { measure: 'FUND_LIMIT', executedOn: '2026-11-24' },
  ]);
  expect(
    (await give({ measure: 'CONVENIENCE_LIMIT', result: 'not-executed', reason: '申请人已撤回申请' })).status,
  ).toBe(201);
  expect((await notices())[0]).toMatchObject({
    feedback: [{ result: 'executed' }, { result: 'not-executed' }],
  });
});

test('feedback once given cannot be rewritten', async () => {
  await subscribe(court);
  await told(await push.aListing('a'), 'created');
  const [notice] = await notices();
  await court.api(`/notices/${notice?.id}/feedback`, {
    method: 'POST',
    json: { measure: 'FUND_LIMIT', result: 'executed' },
  });
  await expect(push.query(`update feedback set result = 'released'`)).rejects.toThrow(/append-only/);
});

test("another agency's notice does not exist", async () => {
  await subscribe(court);
  await told(await push.aListing('a'), 'created');
  const [notice] = await notices();
  const other = await push.agency('TAX', ['subscriber']);
  const asked = [
    other.api(`/notices/${notice?.id}/receipt`, { method: 'POST' }),
    other.api(`/notices/${notice?.id}/feedback`, {
      method: 'POST',
      json: { measure: 'FUND_LIMIT', result: 'executed' },
    }),
    other.api(`/notices/${notice?.id}/identity`, {
      method: 'POST',
      json: { purpose: 'licensing', caseNo: '1' },
    }),
  ];
  for (const answer of await Promise.all(asked)) expect(await codeOf(answer)).toBe('notice.unknown');
  expect(await (await other.api('/notices')).json()).toEqual({ items: [], next: null });
});

test('every list of our catalogues has a measure that any public department takes', async () => {
  const { items } = (await (await court.api('/measures')).json()) as {
    items: { code: string; kind: string; lists: string[]; departments: string[] }[];
  };
  for (const list of ['judgment-defaulter', 'serious-violation', 'honour'])
    expect(
      items.some((one) => one.lists.includes(list) && one.departments.includes('*') && one.kind !== 'III'),
    ).toBe(true);
  expect(items.find(({ code }) => code === 'CONVENIENCE_LIMIT')).toMatchObject({ kind: 'II' });
});
