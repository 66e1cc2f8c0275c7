import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pollDropSources } from '../../src/intake/drop-sources/poll-drop-sources.driver.ts';
import { removalGrounds } from '../../src/law/rulebook/removal-grounds.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import { ageDrops } from '../kit/dropped.ts';
import { aUscc } from '../kit/identities.ts';
import { runQueue } from '../kit/run-jobs.ts';
import { type Agency, csvOf, upload } from '../kit/uploads.ts';

type Cells = Record<string, string>;
type Removal = { ground: string; correctedOn?: string };
type Office = { city: City; office: Agency };
const LISTS = ['wage-arrears', 'major-tax-violation', 'work-safety-violation'] as const;
type List = (typeof LISTS)[number];
const root = mkdtempSync(join(tmpdir(), 'registry-removal-'));
beforeAll(async () => void (await openTestDb()));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const TODAY = '2026-11-24';
const opened = async (): Promise<Office> => {
  const city = await makeCity(`${TODAY}T02:00:00Z`, { DROP_ROOT: root });
  const office = await city.agency('RSJ', ['feeder'], [...LISTS], '示例市人力资源和社会保障局');
  return { city, office };
};

const names: Record<List, { subject: string; listedOn: string; more: Cells }> = {
  'wage-arrears': {
    subject: '用人单位名称',
    listedOn: '列入日期',
    more: { 列入事由: '拖欠工资', 列入依据: '条例第四十八条', 列入决定书文号: '示欠列〔2026〕' },
  },
  'major-tax-violation': {
    subject: '纳税人名称',
    listedOn: '公布日期',
    more: {
      案件性质: '偷税',
      主要违法事实: '少列收入',
      处罚依据: '税收征收管理法第六十三条',
      税务处理处罚情况: '追缴并罚款',
    },
  },
  'work-safety-violation': {
    subject: '主体名称',
    listedOn: '列入日期',
    more: { 列入事由: '发生较大事故', 列入依据: '办法第六条', 列入决定书文号: '示应急列〔2026〕' },
  },
};

const rowOf = (office: Agency, { list, seed, on = '2026-03-02' }: Case, cells: Cells = {}): Cells => {
  const { subject, listedOn, more } = names[list];
  const authority = list === 'major-tax-violation' ? '确定税务机关' : '列入决定机关';
  return {
    来源记录号: `${list}-${seed}`,
    主体类别: '法人及非法人组织',
    [subject]: `示例${seed}建筑有限公司`,
    ...(list === 'major-tax-violation' ? { 纳税人识别号: aUscc(seed) } : { 统一社会信用代码: aUscc(seed) }),
    法定代表人或主要负责人: '示例甲',
    ...Object.fromEntries(
      Object.entries(more).map(([name, text]) => [name, name.endsWith('文号') ? `${text}${seed}号` : text]),
    ),
    [listedOn]: on,
    移出日期: '',
    移出事由: '',
    [authority]: office.name,
    [`${authority}统一社会信用代码`]: office.uscc,
    ...cells,
  };
};
type Case = { list: List; seed: string; on?: string };

const removedRow = (office: Agency, about: Case, { ground, correctedOn = '' }: Removal): Cells =>
  rowOf(office, about, {
    移出日期: TODAY,
    移出事由: ground,
    ...(about.list === 'wage-arrears' ? { 改正日期: correctedOn } : {}),
  });

const send = async (
  { city, office }: Office,
  about: Case,
  { row, as }: { row: Cells; as: 'csv' | 'json' | 'full' },
) => {
  if (as !== 'json')
    return upload(city, office, {
      catalog: about.list,
      rows: [row],
      mode: as === 'full' ? 'full' : 'append',
    });
  const answer = await office.api(`/batches?catalog=${about.list}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([row]),
  });
  const { id } = await answer.json();
  await runQueue(city.deps);
  return (await office.api(`/batches/${id}`)).json();
};

const put = async ({ city, office }: Office, { list, seed }: Case, removal: Removal) => {
  const at = `/records/${list}/${list}-${seed}`;
  const answer = await office.api(at);
  const { fields } = await answer.clone().json();
  await office.api(at, {
    method: 'PUT',
    json: {
      ...fields,
      removedOn: TODAY,
      removalGround: removal.ground,
      ...(removal.correctedOn ? { correctedOn: removal.correctedOn } : {}),
    },
    headers: { 'if-match': answer.headers.get('etag') ?? '' },
  });
  return city;
};

let files = 0;
const drop = async ({ city, office }: Office, about: Case, removal: Removal) => {
  files += 1;
  writeFileSync(join(root, about.list, `${files}.csv`), csvOf([removedRow(office, about, removal)]));
  for (let looks = 0; looks < 2; looks++) {
    city.setNow(new Date(city.deps.clock.now().getTime() + 60_000).toISOString());
    await ageDrops(city);
    await pollDropSources(city.deps);
    await runQueue(city.deps);
  }
};

const listingOf = async ({ city }: Office, seed: string) => Number(await city.listingOf(seed));

const CODES: Record<string, string> = {
  改正: 'corrected',
  缴清: 'paid',
  突出贡献: 'merit',
  履行完毕: 'performed',
  重整计划: 'restructuring',
  期满: 'term-over',
};
// The clerk picks the ground of this list that the words mean.
const codeOf = (list: string, words: string) =>
  removalGrounds(list).find(({ aliases }) => aliases.includes(words))?.code ?? CODES[words];
const desk = async (at: Office, { list, seed }: Case, { ground, correctedOn }: Removal) =>
  at.city.post(at.office, `/listings/${await listingOf(at, seed)}/removals`, {
    ground: '认定单位准予移出',
    ...(ground ? { removalGround: codeOf(list, ground) } : {}),
    ...(correctedOn ? { correctedOn } : {}),
  });

const doors = {
  csv: (at: Office, about: Case, removal: Removal) =>
    send(at, about, { row: removedRow(at.office, about, removal), as: 'csv' }),
  json: (at: Office, about: Case, removal: Removal) =>
    send(at, about, { row: removedRow(at.office, about, removal), as: 'json' }),
  put,
  drop,
  desk,
} as const;
type Door = keyof typeof doors;

const resultOf = async ({ city, office }: Office, seed: string) => {
  await city.query(
    `insert into feeds (agency_id, catalog, last_good_at)
      select $1::text::int, unnest($2::text::text[]), $3::text::timestamptz
     on conflict (agency_id, catalog) do update set last_good_at = excluded.last_good_at`,
    [office.id, `{${LISTS.join(',')}}`, city.deps.clock.now().toISOString()],
  );
  const { outcome, reasons } = await city.check(seed);
  const [listing] = await city.query(
    `select l.state, l.removal_ground as ground, r.state as record, r.held_removal ->> 'code' as held
     from listings l join records r on r.id = l.record_id
     join subject_identifiers i on i.subject_id = l.subject_id
     where i.code = $1`,
    [aUscc(seed)],
  );
  return { outcome, codes: reasons.map(({ code }: { code: string }) => code), ...listing };
};

const opensDrop = async ({ city }: Office) => {
  for (const list of LISTS) {
    mkdirSync(join(root, list), { recursive: true });
    await city.post(city.registrar, '/drop-sources', {
      agency: 'RSJ',
      catalog: list,
      kind: 'folder',
      location: list,
    });
  }
};

const held = (code: string) => ({
  outcome: 'review',
  codes: ['listing.removal-held'],
  state: 'listed',
  record: 'live',
  held: code,
  ground: null,
});
const gone = (ground: string) => ({
  outcome: 'eligible',
  codes: [],
  state: 'repaired',
  record: 'repaired',
  held: null,
  ground,
});

test('each ground of three lists comes out the same by rows, single records, the drop folder and the desk', async () => {
  const at = await opened();
  await opensDrop(at);
  const table: [List, Removal, object][] = [
    ['wage-arrears', { ground: '改正', correctedOn: '2026-05-24' }, gone('corrected')],
    ['wage-arrears', { ground: '改正', correctedOn: '2026-05-25' }, held('row.removal-too-early')],
    ['wage-arrears', { ground: '改正' }, held('row.removal-too-early')],
    ['wage-arrears', { ground: '缴清' }, held('row.removal-ground')],
    ['wage-arrears', { ground: '' }, gone('unstated')],
    ['major-tax-violation', { ground: '缴清' }, gone('paid')],
    ['major-tax-violation', { ground: '突出贡献' }, gone('merit')],
    ['major-tax-violation', { ground: '重整计划' }, gone('restructuring')],
    ['work-safety-violation', { ground: '履行完毕' }, held('row.removal-too-early')],
    ['work-safety-violation', { ground: '重整计划' }, held('row.removal-suspends')],
    ['work-safety-violation', { ground: '期满' }, held('row.removal-too-early')],
  ];
  const all = table.flatMap(([list, removal, result], line) =>
    (Object.keys(doors) as Door[]).map((door) => ({ list, removal, result, door, seed: `${line}${door}` })),
  );
  for (const list of LISTS)
    await upload(at.city, at.office, {
      catalog: list,
      rows: all.filter((one) => one.list === list).map((one) => rowOf(at.office, one)),
    });
  for (const one of all) {
    await doors[one.door](at, one, one.removal);
    expect([one.list, one.removal, one.door, await resultOf(at, one.seed)]).toEqual([
      one.list,
      one.removal,
      one.door,
      one.result,
    ]);
  }
});

test('the same removal through any two doors gives the same result, whatever ground and day it names', async () => {
  const at = await opened();
  await opensDrop(at);
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        list: fc.constantFrom(...LISTS),
        on: fc.constantFrom(
          '2024-01-05',
          '2025-11-24',
          '2025-11-25',
          '2026-05-24',
          '2026-05-25',
          '2026-11-01',
        ),
        ground: fc.constantFrom('', ...Object.keys(CODES)),
        correctedOn: fc.constantFrom(undefined, '2026-05-24', '2026-05-25', '2026-11-20'),
      }),
      fc.subarray(Object.keys(doors) as Door[], { minLength: 2, maxLength: 2 }),
      async ({ list, on, ground, correctedOn }, chosen) => {
        runs += 1;
        const results: unknown[] = [];
        for (const door of chosen) {
          const about = { list, on, seed: `p${runs}${door}` };
          await upload(at.city, at.office, { catalog: list, rows: [rowOf(at.office, about)] });
          const removal = list === 'wage-arrears' && correctedOn ? { ground, correctedOn } : { ground };
          await doors[door](at, about, removal);
          results.push(await resultOf(at, about.seed));
        }
        expect(results[1]).toEqual(results[0]);
      },
    ),
    {
      numRuns: 20,
      examples: [
        [
          { list: 'wage-arrears', on: '2024-01-05', ground: '履行完毕', correctedOn: undefined },
          ['put', 'desk'],
        ],
      ],
    },
  );
});
