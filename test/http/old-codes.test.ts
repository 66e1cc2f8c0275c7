import { beforeEach, expect, test } from 'vitest';
import { orgCodeOf } from '../../src/kernel/uscc.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { aUscc } from '../kit/identities.ts';
import { aRegNo } from '../kit/merges.ts';
import { entries, publish } from '../kit/public-lists.ts';
import { aDefaulterRow, upload } from '../kit/uploads.ts';

const ORG_CODE = orgCodeOf(aUscc('old'));
const REG_NO = aRegNo(7);
const old = [
  ['组织机构代码', 'org-code', ORG_CODE],
  ['工商注册号', 'business-registration-no', REG_NO],
] as const;
let city: City;
beforeEach(async () => {
  city = await makeCity('2026-11-24T02:00:00Z');
  await city.post(city.department, '/subscriptions', { name: '失信', schedule: { kind: 'at-once' } });
});
const list = (document: string, code: string) =>
  upload(city, city.market, {
    catalog: 'judgment-defaulter',
    rows: [
      aDefaulterRow(city.market, '1', {
        主体类别: '法人及非法人组织',
        '被执行人姓名/名称': '示例旧码有限公司',
        法定代表人: '',
        证件类型: document,
        证件号码: code,
      }),
    ],
  });

// Kind: a field whose name says one kind of number and which holds another.
test.each(old)(
  'an organisation known by its %s alone is never said to have it as credit code',
  async (document, type, code) => {
    await list(document, code);
    const said = { otherCode: code, otherCodeType: type };
    const [listed] = (await city.read(city.department.api('/listings'))).items;
    const [notice] = (await city.told()).items;
    const [owed] = (await city.read(city.department.api('/measures/ledger'))).items;
    for (const subject of [listed.subject, notice, owed.subject]) {
      expect(subject).toMatchObject(said);
      expect(subject.uscc ?? null).toBeNull();
    }
    const { items } = await city.read(city.department.api('/subscriptions'));
    const told = await city.read(city.department.api(`/feed?subscription=${items[0].id}`));
    expect(told.items.at(-1).data.subject).toMatchObject({ code, codeType: type });
  },
);

// Kind: a number read as another one: a code that is all figures was taken for a file's number.
test.each(old)(
  'the ledger is asked by %s as the public list is, and by nothing for another',
  async (document, _type, code) => {
    await list(document, code);
    const asked = async (subject: string) =>
      (await city.read(city.department.api(`/measures/ledger?subject=${subject}`))).items.length;
    expect([await asked(code), await asked('999999999999999')]).toEqual([1, 0]);
    const [{ subject } = { subject: { id: '' } }] = (await city.read(city.department.api('/measures/ledger')))
      .items;
    expect(await asked(subject.id)).toBe(1);
    await publish(city);
    expect(await entries(city, 'judgment-defaulter', code)).toHaveLength(1);
  },
);

// Kind: a question that is answered under another meaning than it was asked in.
test.each([
  [ORG_CODE, '组织机构代码'],
  [REG_NO, '工商注册号'],
])('%s called a credit code is refused at every door, with the kind that it may be', async (code, kind) => {
  const subject = { type: 'uscc', code, name: '示例旧码有限公司' };
  const doors = [
    ['/checks', { subject, purpose: 'commitment' }],
    ['/checks/as-of', { subject, purpose: 'commitment', asOf: '2026-11-20T10:00:00+08:00' }],
    ['/files/query', { subject, purpose: 'licensing' }],
    ['/reports', { subject, purpose: 'licensing' }],
  ] as const;
  for (const [path, body] of doors) {
    const answer = await city.post(city.window, path, body);
    const problem = await answer.json();
    expect([path, answer.status, problem.code]).toEqual([path, 422, 'subject.identifier']);
    expect(JSON.stringify(problem.errors)).toContain(kind);
  }
  const { items } = await city.read(
    city.post(city.window, '/checks/batch', { checks: [{ subject, purpose: 'commitment' }] }),
  );
  expect(items[0].error).toMatchObject({ code: 'subject.identifier' });
  expect(JSON.stringify(items[0].error)).toContain(kind);
});
