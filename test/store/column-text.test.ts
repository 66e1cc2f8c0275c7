import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SEALED_MARK } from '../../src/kernel/text.ts';
import { columnAt, columnText } from '../../src/platform/door/db.ts';
import { makeApp } from '../kit/app.ts';

// No door lets in the mark of a sealed text (names-at-rest.test.ts).
const text = fc
  .string({ unit: 'binary' })
  .map((value) => value.replaceAll('\0', ''))
  .filter((value) => !value.startsWith(SEALED_MARK));
const asKept = (value: string | null) =>
  value === null || value === '' ? null : value.replaceAll('\u001e', ' ').replaceAll('\u001f', ' ');

test('a column of texts comes back as it went, whatever stands in it, and stays in its row', async () => {
  const { deps } = await makeApp();
  const read = `select * from unnest(${columnAt(1, 'text')}, ${columnAt(2, 'json')}) with ordinality x(text,
    document, place) order by place`;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.option(text), fc.dictionary(text, text)), { maxLength: 20 }),
      async (all) => {
        const found = await deps.statement(read, [
          columnText(all.map(([one]) => one)),
          columnText(all.map(([, two]) => two)),
        ]);
        expect(found.map((row) => [row.text, row.document])).toEqual(
          all.map(([one, two]) => [asKept(one), { ...two }]),
        );
      },
    ),
    { numRuns: 200 },
  );
});
