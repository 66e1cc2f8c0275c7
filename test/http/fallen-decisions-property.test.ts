import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pollDropSources } from '../../src/intake/drop-sources/poll-drop-sources.driver.ts';
import { jobNamed } from '../../src/jobs.ts';
import { writeXlsx } from '../../src/platform/sheets/xlsx-writer.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import { ageDrops } from '../kit/dropped.ts';
import { aUscc } from '../kit/identities.ts';
import { noticesIn } from '../kit/prior-notices.ts';
import { runQueue } from '../kit/run-jobs.ts';
import { aViolationRow, csvOf } from '../kit/uploads.ts';

type Cells = Record<string, string>;
const LIST = 'serious-violation';
const root = mkdtempSync(join(tmpdir(), 'registry-fallen-'));
beforeAll(async () => void (await openTestDb()));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const words = fc.constantFrom('提交虚假材料取得登记', '另一原因', '更正后的原因');
// The decision D1 about shop 1, said in every way: its source number, or its document, or both.
const aSaying = fc
  .record({
    isByNumber: fc.boolean(),
    no: fc.constantFrom('YZ-2', 'YZ-3', ''),
    document: fc.constantFrom('示市监严列〔2026〕1号', '示市监严列[2026] 第01号', '示市监严列（2026）1号'),
    other: fc.constantFrom('示市监严列〔2026〕1号', '示市监严列〔2026〕55号'),
    reason: words,
    listedOn: fc.constantFrom('2026-03-02', '2026-10-08'),
    removed: fc.constantFrom('', '', '', '信用修复', '列入决定被撤销'),
  })
  .map(
    ({ isByNumber, no, document, other, reason, listedOn, removed }): Cells => ({
      来源记录号: isByNumber ? 'YZ-1' : no,
      列入决定书文号: isByNumber ? other : document,
      列入原因: reason,
      列入日期: listedOn,
      移出日期: removed && '2026-11-20',
      移出原因: removed,
    }),
  );
const ways = ['csv', 'xlsx', 'json', 'drop', 'put'] as const;
const anUpload = fc.record({
  deed: fc.constantFrom(...ways),
  mode: fc.constantFrom('append', 'full', 'dry-run'),
  says: aSaying,
});
const anAct = fc.record({
  deed: fc.constantFrom('delete', 'admit', 'refuse', 'notify', 'night', 'for-another', 'revoke-again'),
});
type Deed = { deed: string; mode?: string; says?: Cells };

const bodyOf = (way: string, row: Cells): [string, string | Uint8Array<ArrayBuffer>] => {
  if (way === 'json') return ['application/json', JSON.stringify([row])];
  if (way === 'csv') return ['text/csv', csvOf([row])];
  const sheet = { name: '表', header: Object.keys(row), rows: [Object.values(row)] };
  return ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', writeXlsx(sheet)];
};

const upload = async (city: City, way: string, { mode, row }: { mode: string; row: Cells }) => {
  const [type, body] = bodyOf(way, row);
  const answer = await city.market.api(`/batches?catalog=${LIST}&mode=${mode}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });
  const { id } = await answer.json();
  await runQueue(city.deps);
  await city.post(city.market, `/batches/${id}/confirm`, {});
  await runQueue(city.deps);
};

let files = 0;
const drop = async (city: City, row: Cells) => {
  files += 1;
  writeFileSync(join(root, 'scjg', `名单${files}.csv`), csvOf([row]));
  for (let looks = 0; looks < 2; looks++) {
    city.setNow(new Date(city.deps.clock.now().getTime() + 60_000).toISOString());
    await ageDrops(city);
    await pollDropSources(city.deps);
    await runQueue(city.deps);
  }
};

const put = async (city: City, row: Cells) => {
  const at = `/records/${LIST}/${row.来源记录号 || 'YZ-4'}`;
  const etag = (await city.market.api(at)).headers.get('etag');
  const json = {
    subjectName: row.企业名称,
    uscc: row.统一社会信用代码,
    reason: row.列入原因,
    listedOn: row.列入日期,
    documentNo: row.列入决定书文号,
    removedOn: row.移出日期 || null,
    removalReason: row.移出原因 || null,
    authorityName: city.market.name,
    authorityUscc: city.market.uscc,
  };
  const headers: Record<string, string> = etag ? { 'if-match': etag } : {};
  await city.market.api(at, { method: 'PUT', json, headers });
};

const onHeld = async (city: City, what: 'admit' | 'refuse') => {
  const { items } = await city.read(city.registrar.api('/records?state=held'));
  for (const { id } of items) await city.post(city.registrar, `/records/${id}/${what}`, {});
};

const acts: Record<string, (city: City) => Promise<unknown>> = {
  delete: async (city) =>
    city.market.api(`/records/${LIST}/YZ-1?reason=${encodeURIComponent('报送有误')}`, { method: 'DELETE' }),
  admit: (city) => onHeld(city, 'admit'),
  refuse: (city) => onHeld(city, 'refuse'),
  notify: async (city) => noticesIn(city).notify('1'),
  'for-another': async (city) =>
    upload(city, 'csv', {
      mode: 'append',
      row: aViolationRow(city.market, '1', { 统一社会信用代码: aUscc('2') }),
    }),
  'revoke-again': async (city) => {
    for (const { id } of await city.query(`select id::int from listings where subject_id in
      (select subject_id from subject_identifiers where code = '${aUscc('2')}')`))
      await city.post(city.market, `/listings/${id}/revocations`, { ground: '第二次撤销' });
  },
  night: async (city) => {
    city.setNow(new Date(city.deps.clock.now().getTime() + 86_400_000).toISOString());
    for (const job of ['end-due-listings', 'end-due-records'])
      await jobNamed(job).run(city.deps, city.deps.clock.now());
  },
};

const perform = async (city: City, { deed, mode = 'append', says = {} }: Deed) => {
  const row = aViolationRow(city.market, '1', says);
  if (acts[deed]) return acts[deed](city);
  if (deed === 'drop') return drop(city, row);
  return deed === 'put' ? put(city, row) : upload(city, deed, { mode, row });
};

const revoked = async () => {
  rmSync(join(root, 'scjg'), { recursive: true, force: true });
  mkdirSync(join(root, 'scjg'));
  const city = await makeCity('2026-11-24T02:00:00Z', { DROP_ROOT: root });
  await city.post(city.registrar, '/drop-sources', {
    agency: 'SCJG',
    catalog: LIST,
    kind: 'folder',
    location: 'scjg',
  });
  await city.list('1');
  const ended = { ground: '列入决定被人民法院判决撤销', documentNo: '（2026）示01行终8号' };
  await city.post(city.market, `/listings/${await city.listingOf('1')}/revocations`, ended);
  return city;
};

test('no sequence of uploads after a revocation makes the subject ineligible by that decision', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ arbitrary: anUpload, weight: 3 }, anAct), { minLength: 2, maxLength: 7 }),
      async (deeds: readonly Deed[]) => {
        const city = await revoked();
        for (const deed of deeds) {
          await perform(city, deed);
          const { outcome, reasons } = await city.check('1');
          expect([deed, outcome, reasons]).toEqual([deed, 'eligible', []]);
        }
      },
    ),
    { numRuns: 25 },
  );
});
