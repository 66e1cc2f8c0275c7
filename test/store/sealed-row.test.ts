import { expect, test } from 'vitest';
import { hex } from '../../src/platform/keys/bytes.ts';
import { sealedColumns } from '../../src/platform/keys/master-key.store.ts';
import { HEAD_BYTES, listDue, readSealed, writeResealed } from '../../src/platform/keys/sealed-row.store.ts';
import { makeCity } from '../kit/cases.ts';
import { aDefaulterRow, upload } from '../kit/uploads.ts';

test('a value that was changed while it was sealed anew stays as it was changed', async () => {
  const city = await makeCity();
  await upload(city, city.market, {
    catalog: 'judgment-defaulter',
    rows: [aDefaulterRow(city.market, '1', {})],
  });
  const { db, statement, vault } = city.deps;
  const column = sealedColumns.find(({ table }) => table === 'subject_identifiers');
  if (!column) throw new Error('no such column');
  const due = await listDue(db, column, { from: 0, to: 64, start: Uint8Array.of(0) });
  const [row] = await readSealed(db, column, due);
  if (!row) throw new Error('nothing sealed');
  const next = { place: row.place, head: hex(row.sealed.slice(0, HEAD_BYTES)), sealed: hex(row.sealed) };
  const changed = await vault.seal('别的内容', row.purpose);
  await statement(`update subject_identifiers set sealed = $1 where sealed = $2`, [changed, row.sealed]);
  expect(await writeResealed(db, column, [next])).toBe(0);
  const [moved] = await statement(`select ctid::text as place from subject_identifiers where sealed = $1`, [
    changed,
  ]);
  // Another value where the row stood counts as changed too.
  expect(await writeResealed(db, column, [{ ...next, place: String(moved?.place) }])).toBe(0);
  expect(await statement(`select 1 from subject_identifiers where sealed = $1`, [changed])).toHaveLength(1);
});
