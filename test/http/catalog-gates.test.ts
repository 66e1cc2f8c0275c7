import { afterEach, beforeEach, expect, test } from 'vitest';
import { catalogs, findCatalog } from '../../src/law/catalogs/catalog-list.ts';
import { aCitizenId } from '../kit/identities.ts';
import { makePush, type PushApp, subscribe } from '../kit/push.ts';
import { type Agency, upload } from '../kit/uploads.ts';

let app: PushApp;
let feeder: Agency;
const fieldLists = ['major-tax-violation', 'wage-arrears', 'work-safety-violation', 'procurement-violation'];

beforeEach(async () => {
  app = await makePush();
  const codes = catalogs.map(({ code }) => code).filter((code) => code !== 'honour');
  feeder = await app.agency('RSJ', ['feeder'], codes, '示例市人社局');
});
afterEach(() => app.stop());

// The template's example row by header, in the feeder's own name.
const exampleRow = (code: string, changes: Record<string, string> = {}) => {
  const fields = findCatalog(code)?.fields ?? [];
  const own = (name: string, isOwn: boolean | undefined) =>
    isOwn ? feeder.uscc : name === 'authorityName' ? feeder.name : undefined;
  return {
    ...Object.fromEntries(
      fields.map(({ name, header, isOwn, example }) => [header, own(name, isOwn) ?? example ?? '']),
    ),
    ...changes,
  };
};

const everything = async () => {
  const tables = await app.query(`select tablename from pg_tables where schemaname = 'public'`);
  const texts = await Promise.all(
    tables.map(({ tablename }) => app.query(`select t::text as line from "${String(tablename)}" t`)),
  );
  return JSON.stringify(texts);
};

test.each(fieldLists)(
  'a person on the list %s is told of, masked, to who has a measure for it',
  async (catalog) => {
    const window = await app.agency('DSJ', ['subscriber'], [], '示例市数据局');
    const { id } = await subscribe(window, { filter: { lists: [catalog] } });
    const code = aCitizenId(catalog);
    const type = findCatalog(catalog)?.fields.find(({ name }) => name === 'subjectKind')?.header ?? '';
    const nobody = Object.fromEntries(
      (findCatalog(catalog)?.fields ?? [])
        .filter(({ name }) => ['uscc', 'orgCode', 'legalRepresentative'].includes(name))
        .map(({ header }) => [header, '']),
    );
    const person = { ...nobody, [type]: '自然人', 证件类型: '居民身份证', 证件号码: code };
    const batch = await upload(app, feeder, { catalog, rows: [exampleRow(catalog, person)] });
    expect(batch).toMatchObject({ status: 'done', counts: { rows: 1, accepted: 1 } });
    await app.relay();
    const feed = await (await window.api(`/feed?subscription=${id}`)).text();
    expect(JSON.parse(feed).items).toMatchObject([
      {
        type: 'credit.listing.created',
        data: {
          list: catalog,
          subject: { kind: 'person', masked: true },
          measures: [{ code: 'CONVENIENCE_LIMIT.FIELD_LISTS' }],
        },
      },
    ]);
    expect(feed).not.toContain(code);
  },
);

test('what belongs to no catalogue, or to one that the agency does not feed, is refused', async () => {
  const statusOf = async (catalog: string) => {
    const answer = await feeder.api(`/batches?catalog=${catalog}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: '主体名称\r\n某某\r\n',
    });
    return [answer.status, (await answer.json()).code];
  };
  expect(await statusOf('water-bills')).toEqual([404, 'catalog.unknown']);
  expect(await statusOf('honour')).toEqual([403, 'catalog.not-yours']);
});

test('contact details are dropped and counted, and stand nowhere afterwards', async () => {
  const row = exampleRow('unperformed-judgment', {
    举报电话: '13800001111',
    联系人: '虚构联系人',
    生产经营地址: '虚构路七号',
  });
  const batch = await upload(app, feeder, { catalog: 'unperformed-judgment', rows: [row] });
  expect(batch.counts).toMatchObject({ rows: 1, accepted: 1, warnings: 3 });
  const told = await (await feeder.api(`/batches/${batch.id}/errors.json`)).text();
  for (const column of ['举报电话', '联系人', '生产经营地址']) expect(told).toContain(column);
  const all = `${await everything()}${told}`;
  for (const text of ['13800001111', '虚构联系人', '虚构路七号']) expect(all).not.toContain(text);
});

test.each([
  ['administrative-licence', '许可内容'],
  ['administrative-act', '事实'],
  ['judicial-decision', '裁判结果'],
])('a 治安 penalty does not come in as %s: nothing of it stays', async (catalog, column) => {
  const secret = '殴打虚构乙致轻微伤';
  const row = exampleRow(catalog, { [column]: `${secret}，处治安管理处罚` });
  const batch = await upload(app, feeder, { catalog, rows: [row] });
  expect(batch.counts).toMatchObject({ rows: 1, rejected: 1 });
  const told = await (await feeder.api(`/batches/${batch.id}/errors.json`)).text();
  expect(told).toContain('row.sealed-public-security');
  const csv = await (await feeder.api(`/batches/${batch.id}/errors.csv`)).text();
  expect(`${told}${csv}${await everything()}`).not.toContain(secret);
});
