import { beforeEach, expect, test } from 'vitest';
import { sealKeptNames } from '../../src/node/seal-kept-names.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { type Agency, aDefaulterRow, aViolationRow, upload } from '../kit/uploads.ts';

const DEBTOR = '示例欧阳某春';
const RENAMED = '示例欧阳某夏';
const LEGAL = '示例司马某秋';
const GIVEN = '示例诸葛某冬';
const names = [DEBTOR, RENAMED, LEGAL, GIVEN];
const debtor = { type: 'citizen-id', code: aCitizenId('names-1') };

let app: TestApp;
let court: Agency;
let market: Agency;

beforeEach(async () => {
  app = await makeApp();
  court = await app.agency('FY', ['feeder', 'window', 'subscriber'], ['judgment-defaulter'], '示例法院');
  market = await app.agency('SCJG', ['feeder', 'window'], ['serious-violation'], '示例市场监管局');
});

const named = '被执行人姓名/名称';
const debt = (name: string) =>
  upload(app, court, {
    catalog: 'judgment-defaulter',
    rows: [aDefaulterRow(court, 'names-1', { [named]: name })],
  });
const firm = (seed: string, name: string, number: string) =>
  upload(app, market, {
    catalog: 'serious-violation',
    rows: [
      aViolationRow(market, seed, {
        法定代表人或主要负责人: name,
        法定代表人证件类型: '居民身份证',
        法定代表人证件号码: number,
      }),
    ],
  });
const post = async (agency: Agency, path: string, json: object) => {
  const answer = await agency.api(path, { method: 'POST', json });
  return { status: answer.status, ...(await answer.json()) };
};
const check = (subject: object) =>
  post(court, '/checks', { subject, purpose: 'commitment', caseNo: '示办1号' });
const file = () => post(court, '/files/query', { subject: debtor, purpose: 'commitment', caseNo: '示办1号' });

// Each table as the rows of its text: nothing is opened on the way.
const namedIn = async (text: readonly string[]): Promise<string[]> => {
  const { statement } = app.deps;
  const tables = await statement(`select tablename as name from pg_tables where schemaname = 'public'`, []);
  const found: string[] = [];
  for (const { name } of tables) {
    const [dump] = await statement(
      `select coalesce(string_agg(t::text, e'\\n'), '') as rows from "${name}" t`,
      [],
    );
    for (const one of text) if (String(dump?.rows).includes(one)) found.push(`${name}: ${one}`);
  }
  return found;
};

const playedDay = async () => {
  await debt(DEBTOR);
  await debt(RENAMED);
  await firm('names-2', LEGAL, aCitizenId('names-2'));
  await firm('names-3', DEBTOR, debtor.code);
  const own = await check({ ...debtor, name: GIVEN });
  const borne = await check({ type: 'uscc', code: aUscc('names-3') });
  const report = await post(court, '/reports', { subject: debtor, purpose: 'commitment', caseNo: '示办1号' });
  return { own, borne, report };
};

test('after a day no table names a natural person in clear, and every answer does', async () => {
  const { own, borne, report } = await playedDay();
  expect(await namedIn(names)).toEqual([]);
  expect(own).toMatchObject({ status: 201, subject: { name: DEBTOR }, outcome: 'ineligible' });
  expect(own.reasons.map(({ code }: { code: string }) => code)).toContain('subject.name-mismatch');
  const kept = await (await court.api(`/checks/${own.no}`)).json();
  expect(kept).toMatchObject({ subject: { name: DEBTOR } });
  expect(JSON.stringify(kept.reasons)).toContain(GIVEN);
  expect(JSON.stringify(borne.reasons)).toContain(DEBTOR);
  expect(report.status).toBe(201);
  const shown = await file();
  expect(shown.subject).toMatchObject({ name: DEBTOR, formerNames: [RENAMED] });
  expect(shown.records[0].fields.subjectName).toBe(RENAMED);
});

test('a name that is known, in any spelling, is no mismatch', async () => {
  await playedDay();
  for (const name of [DEBTOR, RENAMED, `${DEBTOR.slice(0, 4)} ${DEBTOR.slice(4)}`]) {
    const { reasons } = await check({ ...debtor, name });
    expect(reasons.map(({ code }: { code: string }) => code)).not.toContain('subject.name-mismatch');
  }
});

test('what an earlier release wrote in clear is sealed once, row by row, and reads as before', async () => {
  const { own } = await playedDay();
  const before = await file();
  const clear = `{"type":"citizen-id","code":"1101**********0021","name":"${DEBTOR}","isKnown":true}`;
  await app.deps.database.asOwner((run) =>
    run.exec(`alter table checks disable trigger user; alter table record_versions disable trigger user;
      update subjects set name = '${DEBTOR}' where name = (select s.name from subjects s
        join subject_identifiers i on i.subject_id = s.id where i.type = 'citizen-id' order by s.id limit 1);
      update subject_names set name = '${RENAMED}';
      update records set fields = fields || '{"subjectName": "${RENAMED}"}' where catalog = 'judgment-defaulter';
      update record_versions set fields = fields || '{"subjectName": "${DEBTOR}"}';
      update checks set subject = '${clear}' where no = '${own.no}';
      delete from name_sealings;
      alter table checks enable trigger user; alter table record_versions enable trigger user;`),
  );
  expect(await namedIn([DEBTOR, RENAMED])).toHaveLength(5);
  expect(await file()).toEqual(before);
  await sealKeptNames(app.deps);
  expect(await namedIn(names)).toEqual([]);
  expect(await file()).toEqual(before);
  await sealKeptNames(app.deps);
  expect(await namedIn(names)).toEqual([]);
});

test('the mark of a sealed text is let in by no door', async () => {
  const answer = await check({ ...debtor, name: '\u0001AAAA' });
  expect([answer.status, answer.code]).toEqual([400, 'request.invalid']);
  await debt(`\u0001${DEBTOR}`);
  expect((await file()).subject.name).toBe(DEBTOR);
});
