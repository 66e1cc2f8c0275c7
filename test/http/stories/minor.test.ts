import { expect, test } from 'vitest';
import { aCitizenBornOn } from '../../kit/identities.ts';
import { makeStoryCity, NOTHING, tell } from '../../kit/story-city.ts';
import { aDefaulterRow, aPenaltyRow } from '../../kit/uploads.ts';

const NAME = '示例少年';
const minor = { type: 'citizen-id', code: aCitizenBornOn('2011-02-01', 'story') } as const;

// Basis: 最高人民法院关于公布失信被执行人名单信息的若干规定（2017修正）第四条；预防未成年人犯罪法第五十九条
test('a minor of fifteen is neither listed nor recorded, at any door and in any order', async () => {
  const city = await makeStoryCity('2026-03-01');
  const debt = (cells = {}) =>
    aDefaulterRow(city.court, 'm', { '被执行人姓名/名称': NAME, 证件号码: minor.code, ...cells });
  const fine = (cells = {}) =>
    aPenaltyRow(city.market, 'm', {
      行政相对人名称: NAME,
      行政相对人类别: '自然人',
      '行政相对人代码_1（统一社会信用代码）': '',
      法定代表人: '',
      证件类型: '身份证',
      证件号码: minor.code,
      ...cells,
    });
  const refused = async (sending: ReturnType<typeof city.send>) =>
    expect((await sending).counts).toMatchObject({ rows: 1, rejected: 1, accepted: 0, held: 0 });
  const put = async () => {
    const json = {
      subjectKind: '自然人',
      subjectName: NAME,
      idType: '居民身份证',
      idNo: minor.code,
      caseNo: '（2026）示0101执9号',
      courtName: city.court.name,
      publishedOn: '2026-03-02',
      conduct: '违反财产报告制度',
      performance: '全部未履行',
      authorityName: city.court.name,
      authorityUscc: city.court.uscc,
    };
    const answer = await city.court.api('/records/judgment-defaulter/ZX-m', { method: 'PUT', json });
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('row.minor')]);
  };
  const notify = async () => {
    const answer = await city.post(city.court, '/prior-notices', {
      list: 'judgment-defaulter',
      subject: { ...minor, name: NAME },
      documentNo: '（2026）示0101执9号告知',
      reason: '违反财产报告制度',
      basis: '最高人民法院关于公布失信被执行人名单信息的若干规定',
      notifiedOn: '2026-03-04',
    });
    expect([answer.status, await answer.json()]).toMatchObject([
      422,
      { code: 'listing.barred', errors: [{ pointer: '/subject/code', code: 'row.minor' }] },
    ]);
  };
  const fed = (agency: string) => [`${agency} batch.submit`, `${agency} batch.work`];
  const witness = await tell(city, minor, [
    {
      on: '2026-03-03',
      does: 'the court sends a row about him',
      act: () => refused(city.send(city.court, 'judgment-defaulter', [debt()])),
      says: { ...NOTHING, audit: fed('FY') },
    },
    {
      on: '2026-03-03 11:00',
      does: 'as a whole list',
      act: () => refused(city.send(city.court, 'judgment-defaulter', [debt()], 'full')),
      says: { ...NOTHING, audit: fed('FY') },
    },
    { on: '2026-03-04', does: 'one record by itself', act: put, says: { ...NOTHING, audit: [] } },
    { on: '2026-03-04', does: 'a prior notice', act: notify, says: { ...NOTHING, audit: [] } },
    {
      on: '2026-03-05',
      does: 'the market authority fines him',
      act: () => refused(city.send(city.market, 'administrative-penalty', [fine()])),
      says: { ...NOTHING, audit: fed('SCJG') },
    },
    {
      on: '2029-02-02',
      does: 'he is of age; what he did at fifteen comes late',
      act: () =>
        refused(
          city.send(city.market, 'administrative-penalty', [
            fine({ 违法行为日期: '2026-03-02', 处罚决定日期: '2029-02-01' }),
          ]),
        ),
      says: { ...NOTHING, audit: fed('SCJG') },
    },
  ]);
  witness.never(minor.code, NAME);
  const tables = await city.query(`select tablename from pg_tables where schemaname = 'public'`);
  for (const { tablename } of tables) {
    const lines = await city.query(`select t::text as line from "${String(tablename)}" t`);
    const kept = JSON.stringify(lines);
    for (const trace of [minor.code, NAME, '示0101执m号', '示0101执9号'])
      expect(kept.includes(trace), `${String(tablename)}: ${trace}`).toBe(false);
  }
});
