import { beforeAll, expect, test } from 'vitest';
import { type City, makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { aRegNo, aShopUscc, twoFilesOfOneShop } from '../kit/merges.ts';
import { runRecalls } from '../kit/run-jobs.ts';
import { aDefaulterRow, upload } from '../kit/uploads.ts';

// The database is made before the first story, not within its time.
beforeAll(async () => void (await openTestDb()));

const MORNING = '2026-11-24T02:00:00Z';
const NOON = '2026-11-24T04:00:00Z';

type Recall = { checkNo: string; why: string; outcomeBefore: string; outcomeNow: string | null };
const runJob = (city: City) => runRecalls(city.deps);
const recalls = async (city: City): Promise<string[][]> => {
  await runJob(city);
  await runJob(city);
  const { items } = await city.read(city.window.api('/checks/recalls'));
  return items.map((one: Recall) => [one.checkNo, one.why, one.outcomeBefore, String(one.outcomeNow)]);
};
const ask = async (city: City, subject: object, more: object = {}) => {
  await city.check('fresh');
  return city.read(city.post(city.window, '/checks', { subject, purpose: 'commitment', ...more }));
};

test('a row that comes late makes the clean answer of that day a recall, once, also for whoever was unknown', async () => {
  const city = await makeCity(MORNING);
  const { no, outcome, subject } = await city.check('1');
  expect([outcome, subject.isKnown]).toEqual(['eligible', false]);
  const other = await city.check('2');
  expect(await recalls(city)).toEqual([]);
  city.setNow(NOON);
  await city.list('1', { 列入日期: '2026-11-20' });
  expect(await recalls(city)).toEqual([[no, 'late', 'eligible', 'ineligible']]);
  expect(await recalls(city)).toHaveLength(1);
  const shown = await city.read(city.window.api(`/checks/${no}`));
  expect([shown.outcome, shown.validity]).toMatchObject(['eligible', { isValid: false, why: 'recalled' }]);
  expect((await city.read(city.window.api(`/checks/${other.no}`))).validity).toMatchObject({ isValid: true });
  const lines = await city.query(`select about from audit_lines where action = 'check.recall' order by id`);
  expect(lines.filter(({ about }) => (about as { count: number }).count > 0)).toMatchObject([
    { about: { count: 1, checks: [no] } },
  ]);
});

test('a row of the very day counts; one of a later day, or a check past its validity, recalls nothing', async () => {
  const city = await makeCity(MORNING);
  const first = await city.check('1');
  const second = await city.check('2');
  city.setNow(NOON);
  await city.list('1', { 列入日期: '2026-11-24' });
  expect((await recalls(city)).map(([no]) => no)).toEqual([first.no]);
  city.setNow('2026-11-25T02:00:00Z');
  await city.list('2', { 列入日期: '2026-11-20' });
  expect((await recalls(city)).map(([no]) => no)).not.toContain(second.no);
});

test('a fact known before midnight recalls though the job only ran after it; a fact known after does not', async () => {
  const city = await makeCity(MORNING);
  const first = await city.check('1');
  const second = await city.check('2');
  city.setNow('2026-11-24T15:59:00Z');
  await city.list('1', { 列入日期: '2026-11-20' });
  city.setNow('2026-11-24T16:01:00Z');
  await city.list('2', { 列入日期: '2026-11-20' });
  const found = (await recalls(city)).map(([no]) => no);
  expect([found.includes(first.no), found.includes(second.no)]).toEqual([true, false]);
});

test('a fact known only after the validity recalls nothing, though another change made the job judge the answer again', async () => {
  const city = await makeCity(MORNING);
  await city.list('2', { 列入日期: '2026-11-20' });
  const [clean, refused] = [await city.check('1'), await city.check('2')];
  expect([clean.outcome, refused.outcome]).toEqual(['eligible', 'ineligible']);
  city.setNow(NOON);
  await city.punish('1');
  await city.punish('2');
  city.setNow('2026-11-25T02:00:00Z');
  await city.list('1', { 列入日期: '2026-11-20' });
  await city.list('2', { 列入日期: '2026-11-20', 移出日期: '2026-11-23', 移出原因: '信用修复' });
  expect(await recalls(city)).toEqual([]);
});

test('a late removal of an earlier day recalls the refusal; a removal of today does not', async () => {
  const city = await makeCity(MORNING);
  await city.list('1');
  await city.list('2');
  const first = await city.check('1');
  const second = await city.check('2');
  city.setNow(NOON);
  await city.list('1', { 移出日期: '2026-11-23', 移出原因: '信用修复' });
  await city.list('2', { 移出日期: '2026-11-24', 移出原因: '信用修复' });
  expect(await recalls(city)).toEqual([[first.no, 'late', 'ineligible', 'eligible']]);
  expect((await city.check('2')).outcome).toBe('eligible');
  expect(second.outcome).toBe('ineligible');
});

test('a restoration undoes the removal: the answer between the two is recalled', async () => {
  const city = await makeCity(MORNING);
  await city.list('1', { 列入日期: '2024-03-02' });
  await city.list('2');
  const ground = { ground: '信用修复', documentNo: '示市监移〔2026〕1号' };
  const decide = (id: number, step: string, more: object = {}) =>
    city.post(city.market, `/listings/${id}/${step}`, { ...ground, ...more });
  const [first, second] = [await city.listingOf('1'), await city.listingOf('2')];
  expect((await decide(first, 'removals')).status).toBe(201);
  expect((await decide(second, 'revocations')).status).toBe(201);
  const clean = [(await city.check('1')).no, (await city.check('2')).no];
  city.setNow(NOON);
  expect((await decide(first, 'restorations')).status).toBe(201);
  expect((await decide(second, 'restorations')).status).toBe(201);
  expect((await recalls(city)).toSorted()).toEqual(
    clean.toSorted().map((no) => [no, 'restored', 'eligible', 'ineligible']),
  );
});

test('a correction that takes the ground away, or brings one, recalls; a revocation is told once', async () => {
  const city = await makeCity(MORNING);
  const severe = { 处罚类别: '责令停产停业', '罚款金额（万元）': '' };
  await city.punish('1', severe);
  await city.punish('2');
  await city.list('3');
  const [first, second, third] = [await city.check('1'), await city.check('2'), await city.check('3')];
  expect([first.outcome, second.outcome]).toEqual(['ineligible', 'eligible']);
  city.setNow(NOON);
  await city.punish('1');
  await city.punish('2', severe);
  await city.post(city.market, `/listings/${await city.listingOf('3')}/revocations`, { ground: '复议撤销' });
  expect((await recalls(city)).toSorted()).toEqual(
    [
      [first.no, 'corrected', 'ineligible', 'eligible'],
      [second.no, 'corrected', 'eligible', 'ineligible'],
      [third.no, 'revoked', 'ineligible', 'null'],
    ].toSorted(),
  );
});

test('an answer that says itself that its ground is disputed or stayed is not recalled for that, nor one that stands on the corrected record', async () => {
  const city = await makeCity(MORNING);
  const severe = { 处罚类别: '责令停产停业', '罚款金额（万元）': '' };
  for (const no of ['1', '2', '3']) await city.punish(no, severe);
  const askAll = async () => {
    const answers = [await city.check('1'), await city.check('2'), await city.check('3')];
    return answers.map(({ no }) => String(no));
  };
  const before = await askAll();
  city.setNow('2026-11-24T03:00:00Z');
  const { id: stayed } = await city.read(
    city.post(city.market, '/appeals', {
      target: { record: await city.recordOf('1') },
      kind: 'litigation',
      authority: '示例市示例区人民法院',
      caseNo: '（2026）示01行初12号',
      startedOn: '2026-11-20',
      stayed: true,
      stayDocumentNo: '（2026）示01行初12号之一',
    }),
  );
  await city.dispute({ record: await city.recordOf('2') }, '2');
  const third = await city.read(city.dispute({ record: await city.recordOf('3') }, '3'));
  city.setNow(NOON);
  const [, , disputed = ''] = await askAll();
  expect((await recalls(city)).map(([no, why]) => `${no} ${why}`).toSorted()).toEqual(
    [`${before[0]} stayed`, `${before[1]} disputed`, `${before[2]} disputed`].toSorted(),
  );
  await city.punish('3', { ...severe, 违法事实: '更正后的违法事实' });
  const uphold = { effect: 'correct', reason: '已更正' };
  await city.read(city.post(city.market, `/disputes/${third.id}/uphold`, uphold));
  const ended = { documentNo: '（2026）示01行初12号之二' };
  await city.read(city.post(city.market, `/appeals/${stayed}/end-stay`, ended));
  city.setNow('2026-11-24T06:00:00Z');
  const after = await askAll();
  const told = (await recalls(city)).map(([no, why]) => `${no} ${why}`);
  expect(told).toEqual(expect.arrayContaining([`${before[2]} upheld`, `${disputed} upheld`]));
  for (const no of after) expect(told.join()).not.toContain(no);
});

test('a merge shows that the clean side was listed, its undoing that the other was not; each is told', async () => {
  const city = await makeCity(MORNING);
  const { candidate, first } = await twoFilesOfOneShop(city, city.market);
  await city.query(
    `update merge_candidates set state = 'dismissed', reason = 'x', decided_at = '2026-11-20T00:00:00Z'`,
  );
  await city.query(`update merge_candidates set state = 'open', decided_at = null`);
  await city.list('shop', { 统一社会信用代码: aShopUscc(1), 企业名称: '示例便利店' });
  const before = await ask(city, { type: 'business-registration-no', code: aRegNo(1) });
  expect([before.outcome, before.reasons[0].code]).toEqual(['review', 'subject.uncertain']);
  city.setNow(NOON);
  const merged = await city.read(
    city.post(city.registrar, `/subjects/merge-candidates/${candidate}/merge`, { reason: '函复确认' }),
  );
  expect(merged.survivorId).toBe(first);
  expect(new Set((await recalls(city)).map((one) => one.join(' ')))).toEqual(
    new Set([`${before.no} merged review ineligible`]),
  );
  const after = await ask(city, { type: 'business-registration-no', code: aRegNo(1) });
  expect(after.outcome).toBe('ineligible');
  city.setNow('2026-11-24T06:00:00Z');
  await city.post(city.registrar, `/subjects/merges/${merged.id}/undo`, { reason: '函复有误' });
  const told = (await recalls(city)).filter(([no]) => no === after.no);
  expect(told).toContainEqual([after.no, 'merged', 'ineligible', 'review']);
});

test('a pair that is raised, and one that is dismissed, turn the answers before', async () => {
  const city = await makeCity(MORNING);
  await city.list('1', { 列入日期: '2020-01-02', 移出日期: '2022-01-02', 移出原因: '信用修复' });
  await city.list('2', { 列入日期: '2020-01-02', 移出日期: '2022-01-02', 移出原因: '信用修复' });
  const clean = await city.check('1');
  expect(clean.outcome).toBe('eligible');
  const [a, b] = (await city.query(`select id::int from subjects order by id`)).map(({ id }) => Number(id));
  city.setNow(NOON);
  const [pair] = await city.query(
    `insert into merge_candidates (first_id, second_id, ground, raised_by, raised_at)
     values ($1, $2, 'identifiers', 'x', $3::text::timestamptz) returning id::int`,
    [a ?? 0, b ?? 0, NOON],
  );
  // A pair is never raised without an act, and an act leaves a line.
  const doubtful = await city.check('1');
  expect(doubtful.outcome).toBe('review');
  expect(await recalls(city)).toEqual([[clean.no, 'uncertain', 'eligible', 'review']]);
  city.setNow('2026-11-24T06:00:00Z');
  const path = `/subjects/merge-candidates/${pair?.id}/dismiss`;
  expect((await city.post(city.registrar, path, { reason: '不是同一主体' })).status).toBe(200);
  expect(await recalls(city)).toContainEqual([doubtful.no, 'corrected', 'review', 'eligible']);
});

test('an operator who is known late recalls; one who came after the check does not', async () => {
  const city = await makeCity(MORNING);
  const court = await city.agency('FY', ['feeder'], ['judgment-defaulter'], '示例市人民法院');
  const registry = await city.agency('DJJ', ['feeder'], ['registration'], '示例市登记局');
  const shop = aUscc('92shop');
  const defaulter = aDefaulterRow(court, 'seller');
  await upload(city, court, { catalog: 'judgment-defaulter', rows: [defaulter] });
  const registered = (cells: Record<string, string>) => ({
    来源记录号: 'DJ-1',
    主体名称: '示例小吃店',
    统一社会信用代码: shop,
    法定代表人: '示例甲乙',
    法定代表人证件类型: '居民身份证',
    法定代表人证件号码: defaulter.证件号码 ?? '',
    登记状态: '存续',
    成立日期: '2020-05-06',
    登记机关: registry.name,
    登记机关统一社会信用代码: registry.uscc,
    ...cells,
  });
  const another = { 来源记录号: 'DJ-0', 统一社会信用代码: aUscc('92other'), 核准日期: '2026-11-20' };
  const apart = registered({ ...another, 法定代表人: '示例丙丁', 法定代表人证件号码: aCitizenId('apart') });
  await upload(city, registry, { catalog: 'registration', rows: [apart] });
  const before = await ask(city, { type: 'uscc', code: shop });
  expect(before.outcome).toBe('eligible');
  city.setNow(NOON);
  await upload(city, registry, { catalog: 'registration', rows: [registered({ 核准日期: '2026-11-25' })] });
  expect(await recalls(city)).toEqual([]);
  await upload(city, registry, { catalog: 'registration', rows: [registered({ 核准日期: '2026-11-20' })] });
  expect(await recalls(city)).toEqual([[before.no, 'late', 'eligible', 'ineligible']]);
});

test('a person is found by the blind index of any spelling; a batch is recalled like a single check', async () => {
  const city = await makeCity(MORNING);
  const court = await city.agency('FY', ['feeder'], ['judgment-defaulter'], '示例市人民法院');
  await city.check('fresh');
  const asked = [
    { subject: { type: 'hk-macao-permit', code: 'H12345678' }, purpose: 'commitment' },
    { subject: { type: 'uscc', code: aUscc('quiet') }, purpose: 'commitment' },
  ];
  const { items } = await city.read(city.post(city.window, '/checks/batch', { checks: asked }));
  expect(items.map(({ check }: { check: { outcome: string } }) => check.outcome)).toEqual([
    'eligible',
    'eligible',
  ]);
  city.setNow(NOON);
  const permit = { 证件类型: '港澳居民来往内地通行证', 证件号码: 'H1234567801', 发布时间: '2026-11-01' };
  await upload(city, court, { catalog: 'judgment-defaulter', rows: [aDefaulterRow(court, 'p', permit)] });
  expect(await recalls(city)).toEqual([[items[0].check.no, 'late', 'eligible', 'ineligible']]);
});

test('a held row that is admitted recalls the answers of the days between', async () => {
  const city = await makeCity(MORNING);
  const court = await city.agency('FY', ['feeder'], ['judgment-defaulter'], '示例市人民法院');
  const judged = (no: string, cells: Record<string, string>) =>
    upload(city, court, {
      catalog: 'judgment-defaulter',
      rows: [aDefaulterRow(court, no, { 证件号码: aCitizenId('debtor'), ...cells })],
    });
  await judged('1', { 屏蔽日期: '2026-11-01' });
  // The same number on file as an organisation's: made by hand, since every gate refuses it.
  await city.query(`update subjects set kind = 'organisation'`);
  await judged('2', {});
  const { no, outcome } = await ask(city, { type: 'citizen-id', code: aCitizenId('debtor') });
  const { items } = await city.read(city.registrar.api('/records?state=held'));
  expect([outcome, items.length]).toEqual(['eligible', 1]);
  city.setNow(NOON);
  expect(await recalls(city)).toEqual([]);
  expect((await city.post(city.registrar, `/records/${items[0].id}/admit`, {})).status).toBe(200);
  expect(await recalls(city)).toEqual([[no, 'late', 'eligible', 'ineligible']]);
});

test('another rule set recalls nothing: an answer is judged by the rules of its day', async () => {
  const city = await makeCity(MORNING);
  const other = await city.agency('FGW', ['registrar'], [], '示例市发展改革委');
  await city.list('1');
  const { no, outcome } = await city.check('1');
  expect(outcome).toBe('ineligible');
  city.setNow(NOON);
  await city.query(
    `insert into rule_sets (version, content, effective_from, drafted_by, created_at, approved_at,
      approved_by)
     select 9, jsonb_set(jsonb_set(content, '{version}', '9'), '{rules}',
       jsonb_build_array(content->'rules'->-1)), '2026-11-24',
       'x', $1::text::timestamptz, $1::text::timestamptz, 'y'
     from rule_sets where version = 2`,
    [NOON],
  );
  city.setNow('2026-11-24T05:00:00Z');
  expect((await city.check('1')).outcome).toBe('eligible');
  await city.list('1', { 列入原因: '更正后的原因' });
  expect(await recalls(city)).toEqual([]);
  expect([no, other.id]).toHaveLength(2);
});

test('many answers are recalled in bites, each told once, and the desk says what was and what should have been', async () => {
  const city = await makeCity(MORNING);
  await city.check('fresh');
  const one = { subject: { type: 'uscc', code: aUscc('1') }, purpose: 'commitment' };
  await city.post(city.window, '/checks/batch', { checks: Array.from({ length: 130 }, () => one) });
  city.setNow(NOON);
  await city.list('1', { 列入日期: '2026-11-20' });
  await runJob(city);
  expect(
    await city.query(
      `select outcome, count(distinct check_no)::int as n from check_recalls group by outcome`,
    ),
  ).toEqual([{ outcome: 'ineligible', n: 130 }]);
  const lines = await city.query(
    `select about->'judged' as n from audit_lines where action = 'check.recall'
      and about->'judged' is not null order by id`,
  );
  expect(lines.map(({ n }) => n)).toEqual([100, 30]);
  const clerk = await city.person('ZWFW', '窗口一号', ['window']);
  const html = await (await clerk.page('/desk/checks')).text();
  expect(html).toContain('核查当日已有的信息事后才报送');
  expect(html).toContain('当时：可以适用告知承诺；按现在所知应为：不适用告知承诺');
});

test('the order of reasons and of what was looked at is the same in every database', async () => {
  const city = await makeCity(MORNING);
  const names = ['示例乙局', '示例甲局', '示例丙局'];
  for (const [place, name] of names.entries())
    await city.agency(`B${9 - place}`, ['feeder'], ['wage-arrears', 'false-commitment'], name);
  for (const no of ['3', '1', '2'])
    await city.list('1', { 来源记录号: `YZ-${no}`, 列入决定书文号: `文号${no}` });
  const { reasons, receipt } = await city.check('1');
  const documents = reasons.flatMap(({ documentNo }: { documentNo: string | null }) => documentNo ?? []);
  expect(documents).toEqual(['文号3', '文号1', '文号2']);
  const sources = receipt.covers.flatMap(({ catalog, source }: { catalog: string; source: string }) =>
    catalog === 'wage-arrears' ? [source] : [],
  );
  expect(sources).toEqual(names.toSorted());
  const stale = reasons.flatMap(({ code, list }: { code: string; list: string }) =>
    code === 'feed.stale' ? [list] : [],
  );
  expect(stale).toEqual(stale.toSorted());
});
