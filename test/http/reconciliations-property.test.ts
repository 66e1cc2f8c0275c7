import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import { listDigest } from '../kit/list-digests.ts';
import { runQueue } from '../kit/run-jobs.ts';
import { aViolationRow, upload } from '../kit/uploads.ts';

const LIST = 'serious-violation';
const ground = '示例决定的理由';
beforeAll(async () => void (await openTestDb()));

// A row of a list: whose it is, whether it can be read, whose document it names, what it says of the reason.
const aRow = fc.record({
  seed: fc.constantFrom('1', '2', '3', '4'),
  document: fc.constantFrom('1', '2', '3', '4'),
  listedOn: fc.constantFrom('2026-03-02', '2026-03-02', '2024-04-02', '某日'),
  reason: fc.constantFrom('提交虚假材料取得登记', '另一原因'),
  removed: fc.constantFrom('', '', '', '信用修复', '列入决定被撤销'),
});
const rowsOf = fc.array(aRow, { maxLength: 5, minLength: 1 });
const seed = fc.constantFrom('1', '2', '3', '4');
const aDeed = fc.oneof(
  fc.record({ what: fc.constantFrom('full', 'full', 'append', 'confirm', 'cancel'), rows: rowsOf }),
  fc.record({ what: fc.constantFrom('revocations', 'removals', 'delete', 'night'), seed }),
);
type Deed = { what: string; rows?: readonly Row[]; seed?: string };
type Row = { seed: string; document: string; listedOn: string; reason: string; removed: string };

const cellsOf = (city: City, { seed: whose, document, listedOn, reason, removed }: Row) =>
  aViolationRow(city.market, whose, {
    列入决定书文号: `示市监严列〔2026〕${document}号`,
    列入日期: listedOn,
    列入原因: reason,
    移出日期: removed && '2027-03-20',
    移出原因: removed,
  });
const waitingOf = async (city: City) =>
  (await city.read(city.market.api('/batches'))).items.find(
    ({ status }: { status: string }) => status === 'awaiting-confirmation',
  )?.id;

// Whatever is refused changes nothing: the sums are asked after every deed.
const perform = async (city: City, { what, rows = [], seed: whose = '1' }: Deed) => {
  if (what === 'full' || what === 'append') {
    const cells = rows.map((row) => cellsOf(city, row));
    await upload(city, city.market, { catalog: LIST, mode: what, rows: cells });
  } else if (what === 'confirm' || what === 'cancel') {
    const id = await waitingOf(city);
    if (id) await city.post(city.market, `/batches/${id}/${what}`, {});
    await runQueue(city.deps);
  } else if (what === 'delete')
    await city.market.api(`/records/${LIST}/YZ-${whose}?reason=来源系统误报`, { method: 'DELETE' });
  else if (what === 'night') {
    city.setNow('2027-04-02T00:05:00+08:00');
    await jobNamed('end-due-listings').run(city.deps, city.deps.clock.now());
    await jobNamed('end-due-records').run(city.deps, city.deps.clock.now());
  } else {
    const listing = await city.listingOf(whose);
    if (listing) await city.post(city.market, `/listings/${listing}/${what}`, { ground });
  }
};

const look = async (city: City) => city.read(city.market.api(`/reconciliations/${LIST}?limit=500`));
const sumOf = (counts: readonly { count: number }[]) => counts.reduce((sum, { count }) => sum + count, 0);
const keyOf = (city: City, row: Row) => {
  const { 来源记录号 = '', 统一社会信用代码 = '' } = cellsOf(city, row);
  return [来源记录号, city.market.uscc, `示市监严列(2026)${row.document}号`, 统一社会信用代码];
};

test('after any deeds the source’s count less the differences is the registry’s, and each is an item', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aDeed, { minLength: 3, maxLength: 8 }), async (deeds) => {
      const city = await makeCity('2027-04-01T02:00:00Z');
      const lists = new Map<string, readonly Row[]>();
      for (const deed of deeds) {
        await perform(city, deed);
        const { items: batches } = await city.read(city.market.api('/batches'));
        const [newest] = batches;
        if (deed.what === 'full' && deed.rows) lists.set(newest.id, deed.rows);
        const { summary, items } = await look(city);
        const { sourceCount, registryCount, differences, remarks, lastFull, digest, since } = summary;
        expect(sourceCount - sumOf(differences)).toBe(registryCount);
        expect(sourceCount).toBe((lastFull?.rows ?? 0) + since.records + since.refusedRows);
        expect(items).toHaveLength(sumOf(differences) + sumOf(remarks));
        for (const { reason, count } of [...differences, ...remarks])
          expect(items.filter((item: { reason: string }) => item.reason === reason)).toHaveLength(count);
        if (lastFull === null) continue;
        const rows = lists.get(lastFull.batchId) ?? [];
        const { items: told } = await city.read(
          city.market.api(`/batches/${lastFull.batchId}/errors.json?limit=500`),
        );
        const refused = new Set(
          told.flatMap((row: { row: number; verdict: string }) =>
            row.verdict === 'rejected' ? [row.row] : [],
          ),
        );
        const taken = rows.filter((_, place) => !refused.has(place + 1));
        const keys = taken.map((row) => keyOf(city, row));
        expect(digest).toEqual({ rows: taken.length, sha256: listDigest(keys) });
      }
    }),
    { numRuns: 12 },
  );
});
