import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aStoredListing, aStoredRecord, aSubject, stayRecord } from '../kit/facts.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { draftedBy, draftOfFourLists, onRuleSet1, stepped } from '../kit/rule-sets.ts';

type Agency = Awaited<ReturnType<TestApp['agency']>>;
type Named = { type: 'uscc' | 'citizen-id'; code: string; id: number };
let app: TestApp;
let drafter: Agency;
let approver: Agency;
let window: Agency;

beforeEach(async () => {
  app = await makeApp();
  await onRuleSet1(app);
  drafter = await app.agency('FGJ', ['registrar']);
  approver = await app.agency('XYB', ['registrar']);
  window = await app.agency('ZWFW', ['window']);
});

const named = async (seed: string, about: { kind?: string; dissolvedOn?: string } = {}): Promise<Named> => {
  const code = aUscc(seed);
  return { type: 'uscc', code, id: await aSubject(app, { code, name: `示例${seed}公司`, ...about }) };
};
const person = async (seed: string): Promise<Named> => {
  const code = aCitizenId(seed);
  return {
    type: 'citizen-id',
    code,
    id: await aSubject(app, { type: 'citizen-id', code, name: '示例某某' }),
  };
};
const link = (of: Named, to: Named, role: string) =>
  app.query(`insert into subject_links values ($1, $2, $3, '2026-01-01')`, [of.id, to.id, role]);

// A town with a bit of everything that a rule can look at, and of what it must not look at.
const aTown = async (): Promise<Named[]> => {
  const agencyId = drafter.id;
  const town: Named[] = [];
  const add = async (seed: string, facts: (subject: Named) => Promise<unknown>, about = {}) => {
    const subject = await named(seed, about);
    await facts(subject);
    town.push(subject);
  };
  for (const list of ['wage-arrears', 'work-safety-violation', 'serious-violation', 'procurement-violation'])
    for (const [place, about] of [
      {},
      { dueOn: '2026-11-24' },
      { dueOn: '2026-11-25' },
      { state: 'repaired' },
      { disputed: true },
    ].entries())
      await add(`${list}-${place}`, ({ id }) =>
        aStoredListing(app, { subjectId: id, agencyId, list, ...about }),
      );
  for (const [place, about] of [
    { class: 'severe', publishedUntil: '2027-01-01' },
    { class: 'severe', publishedUntil: '2026-11-24' },
    { class: 'severe', publishedUntil: null },
    { class: 'ordinary', publishedUntil: '2027-01-01' },
    { class: 'ordinary', publishedUntil: '2027-01-01', disputed: true },
    { class: 'severe', publishedUntil: '2027-01-01', disputed: true },
    { catalog: 'false-commitment' },
    { catalog: 'false-commitment', state: 'repaired' },
    { catalog: 'tax-arrears' },
  ].entries())
    await add(`record-${place}`, ({ id }) => aStoredRecord(app, { subjectId: id, agencyId, ...about }));
  for (const list of ['wage-arrears', 'serious-violation'])
    await add(`stayed-${list}`, async ({ id }) => {
      const listing = await aStoredListing(app, { subjectId: id, agencyId, list });
      const [row] = await app.query(`select record_id from listings where id = $1`, [listing]);
      await stayRecord(app, Number(row?.record_id));
    });
  await add('stayed-penalty', async ({ id }) =>
    stayRecord(
      app,
      await aStoredRecord(app, { subjectId: id, agencyId, class: 'ordinary', publishedUntil: '2027-01-01' }),
    ),
  );
  await add('gone', async () => undefined, { dissolvedOn: '2026-02-01' });
  await add('clean', async () => undefined);
  await add('honoured', ({ id }) =>
    aStoredListing(app, { subjectId: id, agencyId, list: 'honour', kind: 'honour' }),
  );
  const debtor = await person('debtor');
  await aStoredListing(app, { subjectId: debtor.id, agencyId, list: 'wage-arrears' });
  await aStoredRecord(app, {
    subjectId: debtor.id,
    agencyId,
    class: 'ordinary',
    publishedUntil: '2027-01-01',
  });
  await add('92-shop', (shop) => link(shop, debtor, 'operator'), { kind: 'individual-business' });
  await add('led', (company) => link(company, debtor, 'legal-representative'));
  const keeper = await person('keeper');
  const successor = await person('successor');
  const both = { kind: 'individual-business' };
  await add(
    '92-listed',
    async (shop) => {
      await aStoredListing(app, { subjectId: shop.id, agencyId });
      await link(shop, keeper, 'operator');
    },
    both,
  );
  await add(
    '92-taken-over',
    async (shop) => {
      await aStoredListing(app, { subjectId: shop.id, agencyId, list: 'wage-arrears' });
      await link(shop, debtor, 'operator');
      await app.query(
        `update subject_links set until_on = '2026-05-01' where subject_id = $1 and related_id = $2`,
        [shop.id, debtor.id],
      );
      await link(shop, successor, 'operator');
    },
    both,
  );
  return [...town, debtor, keeper, successor];
};

// Lists come and go, a class is added, an outcome softened, the legal representative no longer asked for.
const otherRules = () =>
  draftOfFourLists()
    .rules.filter(({ code }) => !['list.serious-violation', 'responsible-person.listed'].includes(code))
    .map((rule) => (rule.code === 'commitment.false' ? { ...rule, outcome: 'review' as const } : rule))
    .concat({
      kind: 'record',
      code: 'penalty.ordinary',
      catalog: 'administrative-penalty',
      title: '一般失信行为行政处罚',
      class: 'ordinary',
      withinPublicity: true,
      outcome: 'review',
      basis: '本市设定：示例规则',
      restore: '公示期满自动恢复适用。',
    });

const outcomes = (town: readonly Named[]) =>
  Promise.all(
    town.map(async ({ type, code }) => {
      const answer = await window.api('/checks', {
        method: 'POST',
        json: { subject: { type, code }, purpose: 'commitment' },
      });
      return (await answer.json()).outcome as string;
    }),
  );

const turnsOf = async (version: number, query = '') => {
  const found: { subject: { id: number; name: string }; before: string; after: string; codes: string[] }[] =
    [];
  for (let after = ''; ; ) {
    const answer = await drafter.api(
      `/rule-sets/${version}/simulation/turns?limit=4${query}${after && `&after=${after}`}`,
    );
    const { items, next } = await answer.json();
    found.push(...items);
    if (next === null) return found;
    after = encodeURIComponent(next);
  }
};

test('the simulation names exactly those whose check then turns, and which way', async () => {
  const town = await aTown();
  const version = await draftedBy(drafter, { rules: otherRules() });
  const before = await outcomes(town);
  const simulated = await (await stepped(drafter, version, 'simulate')).json();
  const turns = await turnsOf(version);
  await stepped(approver, version, 'approve');
  const after = await outcomes(town);
  const turned = town.flatMap(({ id }, place) =>
    before[place] === after[place] ? [] : [{ id, before: before[place], after: after[place] }],
  );
  expect(turned.length).toBeGreaterThan(12);
  expect(
    turns.map(({ subject, ...turn }) => ({ id: subject.id, before: turn.before, after: turn.after })),
  ).toEqual(turned.toSorted((a, b) => a.id - b.id));
  expect(simulated).toMatchObject({ version, against: 1, turnCount: turned.length, day: '2026-11-24' });
  const sum = simulated.summary.directions.reduce(
    (all: number, { count }: { count: number }) => all + count,
    0,
  );
  expect(sum).toBe(turned.length);
  expect(new Set(turned.map(({ before: was, after: is }) => `${was} ${is}`)).size).toBeGreaterThan(3);
});

test('whoever is doubtful is reviewed under either rules, a shop by its operator too', async () => {
  const town = await aTown();
  const twin = await named('twin');
  for (const { id } of town)
    await app.query(
      `insert into merge_candidates (first_id, second_id, ground, raised_by, raised_at)
       values ($1, $2, 'identifiers', 'x', '2026-11-20T00:00:00Z')`,
      [id, twin.id],
    );
  const version = await draftedBy(drafter, { rules: otherRules() });
  const before = await outcomes(town);
  await stepped(drafter, version, 'simulate');
  const turns = await turnsOf(version);
  await stepped(approver, version, 'approve');
  const after = await outcomes(town);
  const turned = town.flatMap(({ id }, place) =>
    before[place] === after[place] ? [] : [{ id, before: before[place], after: after[place] }],
  );
  expect(turned.length).toBeGreaterThan(5);
  expect(turned.every((turn) => turn.before !== 'eligible' && turn.after !== 'eligible')).toBe(true);
  const simulated = turns.map(({ subject, before, after }) => ({ id: subject.id, before, after }));
  expect(simulated.toSorted((a, b) => a.id - b.id)).toEqual(turned.toSorted((a, b) => a.id - b.id));
});

test('each turn names the rules that made it, and the list is filtered and paged by them', async () => {
  await aTown();
  const version = await draftedBy(drafter);
  const { summary } = await (await stepped(drafter, version, 'simulate')).json();
  const wages = await turnsOf(version, '&code=list.wage-arrears');
  const counted = summary.reasons.filter(({ code }: { code: string }) => code === 'list.wage-arrears');
  expect(counted.reduce((all: number, { count }: { count: number }) => all + count, 0)).toBe(wages.length);
  expect(wages.every(({ codes }) => codes.includes('list.wage-arrears'))).toBe(true);
  expect(summary.examples).toContainEqual({
    code: 'list.wage-arrears',
    given: expect.stringContaining('2026-03-02 被列入'),
    on: '2026-11-24',
    before: 'eligible',
    after: 'ineligible',
  });
  const kept = await (await drafter.api(`/rule-sets/${version}/simulation`)).json();
  expect(kept.summary.examples).toEqual(summary.examples);
  expect(await turnsOf(version, '&outcomeAfter=eligible')).toEqual([]);
});

test('a person stands in the list by mask only, the look is on the trail, and the list is shut the next day', async () => {
  const debtor = await person('masked');
  await aStoredListing(app, { subjectId: debtor.id, agencyId: drafter.id, list: 'wage-arrears' });
  const version = await draftedBy(drafter);
  await stepped(drafter, version, 'simulate');
  const text = JSON.stringify(await turnsOf(version));
  expect(text).toContain('示**某');
  expect(text).not.toMatch(new RegExp(`示例某某|${debtor.code}`));
  const looks = await app.query(`select about from audit_lines where action = 'rule-set.simulate'`);
  expect(looks.map(({ about }) => (about as { shown?: number }).shown)).toEqual([undefined, 1]);
  app.setNow('2026-11-25T02:00:00Z');
  const shut = await drafter.api(`/rule-sets/${version}/simulation/turns`);
  expect([shut.status, (await shut.json()).code]).toEqual([409, 'simulation.outdated']);
  expect((await drafter.api(`/rule-sets/${version}/simulation`)).status).toBe(200);
  expect((await window.api(`/rule-sets/${version}/simulation/turns`)).status).toBe(403);
});

test('a feed that the new rules would find stale is told, since it would send everybody to review', async () => {
  await app.agency('RSJ', ['feeder'], ['wage-arrears'], '示例人社局');
  const version = await draftedBy(drafter);
  const { summary } = await (await stepped(drafter, version, 'simulate')).json();
  expect(summary.staleFeeds).toEqual({
    before: [],
    after: [{ catalog: 'wage-arrears', agency: '示例人社局', lastGoodOn: null }],
  });
});

test('simulated again, the former list is gone; what was never simulated or drafted is unknown', async () => {
  await aTown();
  const version = await draftedBy(drafter);
  for (const _ of [1, 2]) await stepped(drafter, version, 'simulate');
  const [kept] = await app.query(`select count(distinct simulation_id)::int as n from rule_set_turns`);
  expect(kept).toEqual({ n: 1 });
  expect((await drafter.api('/rule-sets/1/simulation')).status).toBe(404);
  expect((await stepped(drafter, 99, 'simulate')).status).toBe(404);
});
