import { expect, test } from 'vitest';
import { aUscc } from '../../kit/identities.ts';
import { aRegNo } from '../../kit/merges.ts';
import { makeStoryCity, NOTHING, type Says, tell } from '../../kit/story-city.ts';
import { aRegistrationRow } from '../../kit/story-rows.ts';
import { aDefaulterRow } from '../../kit/uploads.ts';

const COURT = 'judgment-defaulter';
const [OLD, NEW] = ['示例旧名贸易有限公司', '示例新名科技有限公司'];
const underOld = { type: 'business-registration-no', code: aRegNo(7), name: OLD } as const;
const underNew = { type: 'uscc', code: aUscc('renamed'), name: NEW } as const;
const fed = (agency: string) => [`${agency} batch.submit`, `${agency} batch.work`];

// Old names and codes find the same file; notices bear the present name.
// Basis: 本市设定，参照 GB 32100-2015（代码相同的为同一主体）
const before: Says = {
  check: ['ineligible', 'list.judgment-defaulter'],
  file: { name: OLD, former: [], holds: ['judgment-defaulter live', 'list:judgment-defaulter listed'] },
  report: [COURT],
  public: [`judgment-defaulter ${OLD}`],
  notices: [],
  ledger: [COURT],
  audit: [],
};
const after: Says = {
  ...before,
  file: {
    name: NEW,
    former: [OLD],
    holds: ['judgment-defaulter live', 'list:judgment-defaulter listed', 'registration live'],
  },
  report: [COURT, 'registration'],
  public: [`judgment-defaulter ${NEW}`],
};
const free: Says = {
  ...NOTHING,
  file: { name: NEW, former: [OLD], holds: ['registration live'] },
  report: ['registration'],
};

test('a firm takes another name and gets a credit code', async () => {
  const city = await makeStoryCity('2026-03-01');
  const owe = (cells = {}) =>
    city.send(city.court, COURT, [
      aDefaulterRow(city.court, 'r', {
        主体类别: '法人及非法人组织',
        '被执行人姓名/名称': OLD,
        证件类型: '工商注册号',
        证件号码: underOld.code,
        法定代表人: '示例甲',
        ...cells,
      }),
    ]);
  const register = () =>
    city.send(city.market, 'registration', [
      aRegistrationRow(city.market, 'renamed', {
        主体名称: NEW,
        工商注册号: underOld.code,
        核准日期: '2026-05-06',
      }),
    ]);
  await tell(city, underNew, [
    {
      on: '2026-03-03',
      does: 'the court lists it by its registration number',
      act: () => owe(),
      of: underOld,
      says: { ...before, notices: [`created judgment-defaulter listed ${OLD}`], audit: fed('FY') },
    },
    {
      on: '2026-05-06',
      does: 'it is registered under a new name with a credit code',
      act: register,
      says: {
        ...after,
        notices: [`changed judgment-defaulter listed ${NEW}`],
        audit: fed('SCJG'),
      },
    },
    { on: '2026-05-06', does: 'the old number and name find it', of: underOld, says: after },
    {
      on: '2026-05-07',
      does: 'the new code under the old name is the same firm',
      of: { ...underNew, name: OLD },
      says: after,
    },
    {
      on: '2026-05-07',
      does: 'under a name that it never bore it is looked at',
      of: { ...underNew, name: '示例他名商行' },
      says: { ...after, check: ['ineligible', 'list.judgment-defaulter', 'subject.name-mismatch'] },
    },
    {
      on: '2026-09-01',
      does: 'the court, which knows the old name only, takes it off',
      act: () => owe({ 屏蔽日期: '2026-09-01', 被执行人的履行情况: '全部已履行' }),
      says: { ...free, notices: [`removed judgment-defaulter repaired ${NEW}`], audit: fed('FY') },
    },
    { on: '2026-09-02', does: 'under the old number', of: underOld, says: free },
  ]);
  const { items } = await (await city.department.api(`/feed?subscription=${city.subscription}`)).json();
  expect(items.map(({ data }: { data: { subject: object } }) => data.subject)).toMatchObject([
    { code: underOld.code, codeType: 'business-registration-no' },
    { code: underNew.code, codeType: 'uscc' },
    { code: underNew.code, codeType: 'uscc' },
  ]);
});
