import { beforeAll, beforeEach, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { type Agency, aDefaulterRow, upload } from '../kit/uploads.ts';

let city: City;
let auditor: Agency;
beforeAll(async () => void (await openTestDb()));
beforeEach(async () => {
  city = await makeCity();
  auditor = await city.agency('SJJ', ['auditor'], [], '示例市审计局');
});

const night = async (day: string) => {
  city.setNow(`${day}T00:05:00+08:00`);
  await jobNamed('end-due-listings').run(city.deps, city.deps.clock.now());
  await jobNamed('end-due-records').run(city.deps, city.deps.clock.now());
};
const asked = { purpose: 'supervision', caseNo: 'SJ-2034-1' };
const ofSubject = (seed: string) => ({ subject: { type: 'uscc', code: aUscc(seed) }, ...asked });
const archive = (body: object, who: Agency = auditor, query = '') =>
  city.post(who, `/records/archived/query${query}`, body);

test('the auditor sees what was archived: what it said, who brought it, when and by which rule it went', async () => {
  await city.list('1');
  const [id, listing] = [await city.recordOf('1'), await city.listingOf('1')];
  expect(await city.read(archive(ofSubject('1')))).toEqual({ items: [], next: null });
  await night('2029-03-02');
  await night('2034-03-02');
  const answer = await archive(ofSubject('1'));
  const { items } = await answer.json();
  expect([answer.status, items]).toMatchObject([
    200,
    [
      {
        id,
        catalog: 'serious-violation',
        sourceNo: 'YZ-1',
        subject: {
          name: '示例1食品有限公司',
          identifiers: [{ type: 'org-code' }, { type: 'uscc', code: aUscc('1') }],
        },
        retainedUntil: '2034-03-02',
        archivedAt: '2034-03-01T16:05:00.000Z',
        archivedBecause: { text: '保存期限于 2034-03-02 届满', setting: 'retention.negative' },
        provenance: { agency: '示例市市场监督管理局', row: 1 },
        versions: [{ state: 'live' }, { state: 'unpublished' }, { state: 'archived', knownUntil: null }],
        listing: { id: listing, state: 'expired', steps: [{ step: 'list' }, { step: 'expire' }] },
      },
    ],
  ]);
  expect(items[0].archivedBecause.basis).toContain('征信业管理条例');
  expect(items[0].fields).toMatchObject({ subjectName: '示例1食品有限公司' });
  expect((await city.read(archive({ id, ...asked }))).items).toEqual(items);
});

test('nobody else gets it, and nothing else hints at it', async () => {
  await city.list('1');
  const id = await city.recordOf('1');
  await night('2029-03-02');
  await night('2034-03-02');
  const others = [city.registrar, city.window, city.market, city.department];
  const answers = await Promise.all(others.map((who) => archive({ id, ...asked }, who)));
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  expect(
    (await city.request('/api/v1/records/archived/query', { method: 'POST', json: ofSubject('1') })).status,
  ).toBe(401);
  const report = await city.read(
    city.post(city.window, '/reports', { subject: ofSubject('1').subject, purpose: 'licensing' }),
  );
  const shown = JSON.stringify([
    report,
    await city.file('1'),
    await city.check('1'),
    await city.read(city.department.api('/listings?changedSince=2026-01-01T00:00:00Z')),
    await (await city.request('/public/lists')).text(),
  ]);
  expect(shown).not.toContain('YZ-1');
  expect(shown).not.toContain('归档');
  expect((await city.market.api('/records/serious-violation/YZ-1')).status).toBe(404);
});

test('each look is audited with purpose and case number, and is part of who knew what', async () => {
  await city.list('1');
  const id = await city.recordOf('1');
  await night('2029-03-02');
  await night('2034-03-02');
  await archive({ id, ...asked });
  const lines = await city.query(
    `select subject_id, about->>'purpose' as purpose, about->>'caseNo' as no, about->'records' as records
     from audit_lines where action = 'record.read-archived'`,
  );
  expect(lines).toMatchObject([{ purpose: 'supervision', no: 'SJ-2034-1', records: [id] }]);
  expect(lines[0]?.subject_id).not.toBeNull();
  const { facts } = await city.read(city.post(auditor, '/files/knowledge', ofSubject('1')));
  const looks = facts
    .filter(({ kind, state }: { kind: string; state: string }) => kind === 'record' && state === 'archived')
    .flatMap(({ seenBy }: { seenBy: { how: string }[] }) => seenBy.map(({ how }) => how));
  expect(looks).toContain('archive');
});

test('a person’s number is masked, and asked for in no address', async () => {
  const court = await city.agency('FY', ['feeder'], ['judgment-defaulter'], '示例市人民法院');
  await upload(city, court, {
    catalog: 'judgment-defaulter',
    rows: [aDefaulterRow(court, 'p', { 屏蔽日期: '2026-11-10' })],
  });
  const subject = { type: 'citizen-id', code: aCitizenId('p') };
  await night('2031-11-10');
  const { items } = await city.read(archive({ subject, ...asked }));
  expect(items).toMatchObject([{ archivedBecause: { setting: 'retention.negative.person' } }]);
  expect(JSON.stringify(items)).not.toContain(subject.code);
});

test('page after page, newest first', async () => {
  for (const seed of ['1', '2']) await city.punish('1', { 来源记录号: `CF-${seed}` });
  await night('2040-01-01');
  await night('2040-01-02');
  const first = await city.read(archive(ofSubject('1'), auditor, '?limit=1'));
  const second = await city.read(archive(ofSubject('1'), auditor, `?limit=1&after=${first.next}`));
  expect([first.items.length, second.items.length, second.next]).toEqual([1, 1, null]);
  expect(first.items[0].id).toBeGreaterThan(second.items[0].id);
});

test.each([
  ['no purpose', { subject: { type: 'uscc', code: aUscc('1') }, caseNo: 'SJ-1' }, 400],
  ['no case number', { id: 1, purpose: 'supervision' }, 400],
  ['both subject and id', { id: 1, ...ofSubject('1') }, 400],
  ['a false code', { subject: { type: 'uscc', code: '123' }, ...asked }, 422],
  ['a subject that nobody knows', ofSubject('none'), 404],
  ['a record that never was', { id: 999999, ...asked }, 404],
])('refused: %s', async (_, body, status) => {
  expect((await archive(body)).status).toBe(status);
  // A look that finds nothing is a look.
  expect(await city.audit('record.read-archived')).toHaveLength(status === 404 ? 1 : 0);
});

test('a record that is still kept is not in the archive', async () => {
  await city.list('1');
  const answer = await archive({ id: await city.recordOf('1'), ...asked });
  expect([answer.status, (await answer.json()).code]).toEqual([404, 'record.not-archived']);
});
