import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeCity } from '../kit/cases.ts';

// The insert of the migration, run over a city that lived before there was such a table.
test('what fell before the registry remembered it is found by the migration as the registry would have kept it', async () => {
  const city = await makeCity('2026-11-24T17:00:00Z');
  await city.list('1', { 列入决定书文号: '示市监严列 【2026】 第 007 号' });
  await city.list('2');
  await city.list('3');
  await city.punish('4');
  const revoke = async (seed: string, documentNo?: string) =>
    city.post(city.market, `/listings/${await city.listingOf(seed)}/revocations`, {
      ground: '列入决定被撤销',
      ...(documentNo ? { documentNo } : {}),
    });
  await revoke('1', '（2026）示01行终8号');
  await revoke('2');
  await city.market.api(`/records/serious-violation/YZ-3?reason=${encodeURIComponent('报送有误')}`, {
    method: 'DELETE',
  });
  const { id } = await city.read(city.dispute({ record: await city.recordOf('4') }, '4'));
  await city.post(city.market, `/disputes/${id}/uphold`, { effect: 'delete', reason: '处罚已撤销' });
  const kept = () =>
    city.query(`select catalog, agency_id, source_no, record_id::int, subject_id::int, authority_uscc,
      document_key,
      ended_by, ended_on::text, document_no, at, actor from fallen_decisions order by record_id`);
  const asKept = await kept();
  expect(asKept.map((row) => row.document_key)).toEqual([
    '示市监严列(2026)7号',
    '示市监严列(2026)2号',
    '示市监罚(2026)4号',
  ]);
  await city.query('delete from fallen_decisions');
  const sql = readFileSync('migrations/0031_what_fell_stays_fallen.sql', 'utf8');
  await city.query(sql.slice(sql.indexOf('insert into fallen_decisions')));
  expect(await kept()).toEqual(asKept);
});
