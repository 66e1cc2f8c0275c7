import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { day } from '../../src/kernel/day.ts';
import { checkIdentifier, IDENTIFIER_TYPES, type IdentifierType } from '../../src/kernel/identifiers.ts';
import { orgCodeOf } from '../../src/kernel/uscc.ts';
import { lookupsOf } from '../../src/registry/subjects/subject-lookup.ts';
import { ASKED_UNDER } from '../../src/window/recalls/asked-under.rules.ts';
import { makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { aRegNo } from '../kit/merges.ts';
import { runRecalls } from '../kit/run-jobs.ts';
import { aDefaulterRow, upload } from '../kit/uploads.ts';

beforeAll(async () => void (await openTestDb()));

type Asked = { type: IdentifierType; code: string; country?: string };
const seed = fc.integer({ min: 1, max: 9999 }).map(String);
const eight = fc.integer({ min: 10_000_000, max: 99_999_999 }).map(String);
const renewal = fc.constantFrom('', '00', '01', '12');
const of =
  (type: IdentifierType) =>
  (code: string): Asked => ({ type, code });
// Every kind, in every spelling that is accepted.
const spellings: Record<IdentifierType, fc.Arbitrary<Asked>> = {
  uscc: fc
    .tuple(fc.constantFrom('', '92', '93', '51', '12a'), seed)
    .map(([head, tail]) => ({ type: 'uscc', code: aUscc(`${head}${tail}`) })),
  'org-code': fc.tuple(seed, fc.constantFrom('', '-')).map(([one, hyphen]) => {
    const code = orgCodeOf(aUscc(one));
    return { type: 'org-code', code: `${code.slice(0, 8)}${hyphen}${code.slice(8)}` };
  }),
  'business-registration-no': fc
    .tuple(fc.integer({ min: 1, max: 999 }), fc.constantFrom(15, 14, 13))
    .map(([n, length]) => ({ type: 'business-registration-no', code: aRegNo(n).slice(0, length) })),
  'citizen-id': fc.tuple(seed, fc.constantFrom('', 'old')).map(([one, old]) => {
    const code = aCitizenId(one);
    return { type: 'citizen-id', code: old ? code.slice(0, 6) + code.slice(8, 17) : code };
  }),
  'permanent-residence-id': fc
    .constantFrom('911124198108030024', 'USA110175010101')
    .map(of('permanent-residence-id')),
  'hk-macao-permit': fc
    .tuple(fc.constantFrom('H', 'M', 'h'), eight, renewal)
    .map(([letter, no, again]) => ({ type: 'hk-macao-permit', code: `${letter}${no}${again}` })),
  'taiwan-permit': fc
    .tuple(eight, fc.constantFrom('', '01', '02(B)', '01（A）', '03B'))
    .map(([no, again]) => ({ type: 'taiwan-permit', code: `${no}${again}` })),
  passport: fc
    .tuple(eight, fc.constantFrom(undefined, 'USA', '美国', 'FRA'))
    .map(([no, country]) => ({ type: 'passport', code: `E${no}`, ...(country && { country }) })),
};
const TODAY = day('2026-11-24');
const accepted = (asked: Asked) => checkIdentifier(asked.type, asked.code, { today: TODAY, ...asked });

// Kind: one law in two places, once in TypeScript and once in SQL, with nothing that holds them together.
test('a check is found again under all that the one function says, of every kind and spelling', async () => {
  const city = await makeCity('2026-11-24T02:00:00Z');
  const seen = new Set<string>();
  const subjects = fc
    .sample(fc.tuple(...IDENTIFIER_TYPES.map((type) => spellings[type])), { numRuns: 24, seed: 11 })
    .flat()
    .filter((asked) => accepted(asked).ok);
  const checks = subjects.map((subject) => ({ subject, purpose: 'commitment' }));
  const { items } = await city.read(city.post(city.window, '/checks/batch', { checks }));
  for (const [place, asked] of subjects.entries()) {
    const found = accepted(asked);
    if (!found.ok) continue;
    const rows = await city.query(
      `select k.lookup from checks c cross join lateral ${ASKED_UNDER} k(lookup) where c.no = $1`,
      [items[place].check.no],
    );
    const lookups = lookupsOf(city.deps.vault, found.value).filter((one) => one !== null);
    expect([asked.type, rows.map(({ lookup }) => String(lookup)).sort()]).toEqual([
      asked.type,
      [...lookups].sort(),
    ]);
    seen.add(`${asked.type} ${lookups.length}`);
  }
  expect(new Set([...seen].map((one) => one.split(' ')[0]))).toEqual(new Set(IDENTIFIER_TYPES));
  expect([...seen]).toEqual(
    expect.arrayContaining(['uscc 2', 'hk-macao-permit 2', 'passport 3', 'passport 2']),
  );
});

// Kind: what an earlier release wrote is read by a rule that knows only what this one writes.
test('a person’s check that kept one key only is recalled like every other', async () => {
  const city = await makeCity('2026-11-24T02:00:00Z');
  const debtor = { type: 'citizen-id', code: aCitizenId('7') };
  await city.check('fresh');
  const { no, outcome } = await city.read(
    city.post(city.window, '/checks', { subject: debtor, purpose: 'commitment' }),
  );
  const old = `${no.slice(0, -3)}000`;
  await city.query(
    `insert into checks select (jsonb_populate_record(c, jsonb_build_object('no', $2::text, 'facts',
       (c.facts::jsonb - 'lookups') || jsonb_build_object('lookup', c.facts #>> '{lookups,0}')))).* from checks c where no = $1`,
    [no, old],
  );
  city.setNow('2026-11-24T04:00:00Z');
  await upload(city, city.market, {
    catalog: 'judgment-defaulter',
    rows: [aDefaulterRow(city.market, '7', { 证件号码: debtor.code, 发布时间: '2026-11-20' })],
  });
  await runRecalls(city.deps);
  const { items } = await city.read(city.window.api('/checks/recalls'));
  expect(outcome).toBe('eligible');
  expect(items.map(({ checkNo }: { checkNo: string }) => checkNo).sort()).toEqual([no, old].sort());
});
