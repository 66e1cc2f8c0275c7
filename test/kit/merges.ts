import { registrationCheckDigit } from '../../src/kernel/check-characters.ts';
import type { TestApp } from './app.ts';
import { aUscc } from './identities.ts';
import { type Agency, aPenaltyRow, upload } from './uploads.ts';

export const USCC = '行政相对人代码_1（统一社会信用代码）';
export const REG_NO = '行政相对人代码_2（工商注册号）';

const digits = (n: number) => String(n).padStart(4, '0');
export const aRegNo = (n: number): string => {
  const head = `4403011030${digits(n)}`;
  return `${head}${registrationCheckDigit(head)}`;
};
export const aShopUscc = (seed: string | number): string => aUscc(`92${seed}`);

export const aShopRow = (agency: Agency, no: string, cells: Record<string, string>) =>
  aPenaltyRow(agency, no, { 行政相对人名称: '示例便利店', 行政相对人类别: '个体工商户', ...cells });

// A shop known by its credit code, the same shop known by its old number, and a row that carries both.
export const twoFilesOfOneShop = async (app: TestApp, feeder: Agency, n = 1) => {
  const rows = [
    aShopRow(feeder, `${n}-new`, { [USCC]: aShopUscc(n) }),
    aShopRow(feeder, `${n}-old`, { [USCC]: '', [REG_NO]: aRegNo(n), 行政相对人名称: '示例杂货铺' }),
  ];
  await upload(app, feeder, { catalog: 'administrative-penalty', rows });
  const both = [aShopRow(feeder, `${n}-both`, { [USCC]: aShopUscc(n), [REG_NO]: aRegNo(n) })];
  await upload(app, feeder, { catalog: 'administrative-penalty', rows: both });
  const [candidate] = await app.query(
    `select id, first_id, second_id from merge_candidates order by id desc limit 1`,
  );
  return {
    candidate: Number(candidate?.id),
    first: Number(candidate?.first_id),
    second: Number(candidate?.second_id),
  };
};

// Whatever a merge may touch, without the versions and times that count its steps.
export const stateOf = async (app: TestApp) => ({
  subjects: await app.query(`select id::int, name, merged_into::int from subjects order by id`),
  identifiers: await app.query(
    `select lookup, subject_id::int, origin_id::int, is_derived from subject_identifiers order by lookup`,
  ),
  names: await app.query(`select subject_id::int, name, is_copy from subject_names order by 1, 2`),
  links: await app.query(
    `select subject_id::int, related_id::int, role, is_copy from subject_links order by 1, 2, 3`,
  ),
  records: await app.query(
    `select id::int, source_no, subject_id::int, origin_id::int, state from records order by id`,
  ),
  listings: await app.query(
    `select id::int, subject_id::int, origin_id::int, state from listings order by id`,
  ),
});
