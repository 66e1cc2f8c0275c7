import { ask, type Statement } from '../door/db.ts';
import type { masterKeys } from './master-key.table.ts';

export type SealedColumn = {
  table: string;
  column: string;
  key: string;
  // SQL for what the value is bound to; null where the row does not tell.
  purpose: string | null;
  with?: string;
  // Its rows refuse every change: what a former key sealed in them stays as it is.
  isAppendOnly?: true;
};
// lookup: the blind index that has to come out again, of a sealed identifier.
export type SealedValue = {
  sealed: Uint8Array;
  purpose: string | null;
  type: string | null;
  lookup: string | null;
};

// Every column that holds what the master key sealed; a test compares the list with the schema, and each
// purpose with its row.
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'subject_identifiers', column: 'sealed', key: 't.lookup', purpose: `'identifier:' || t.lookup` },
  {
    table: 'records',
    column: 'sealed',
    key: 't.id',
    purpose: `'record:' || t.catalog || ':' || t.source_no`,
  },
  {
    table: 'record_versions',
    column: 'sealed',
    key: 't.record_id',
    purpose: `'record:' || r.catalog || ':' || r.source_no`,
    with: 'join records r on r.id = t.record_id',
    isAppendOnly: true,
  },
  { table: 'batch_parts', column: 'sealed', key: 't.batch_id', purpose: `'batch:' || t.batch_id` },
  { table: 'batch_errors', column: 'sealed_row', key: 't.batch_id', purpose: `'batch-row:' || t.batch_id` },
  {
    table: 'batch_imprints',
    column: 'sealed',
    key: 't.batch_id',
    purpose: `'batch-imprints:' || t.batch_id || ':' || t.next_row`,
  },
  { table: 'notices', column: 'sealed_body', key: 't.id', purpose: `'notice:' || t.id` },
  {
    table: 'reports',
    column: 'sealed',
    key: 't.no',
    purpose: `'report:' || t.no`,
    isAppendOnly: true,
  },
  { table: 'subscription_secrets', column: 'sealed', key: 't.id', purpose: `'subscription-secret:' || t.id` },
  {
    table: 'subscription_certificates',
    column: 'sealed_key',
    key: 't.id',
    purpose: `'subscription-certificate:' || t.id`,
  },
  {
    table: 'subscription_drops',
    column: 'sealed_credentials',
    key: 't.subscription_id',
    purpose: `'subscription-drop:' || t.subscription_id`,
  },
  { table: 'drop_sources', column: 'sealed_credentials', key: 't.id', purpose: `'drop-source:' || t.id` },
  { table: 'staff_factors', column: 'sealed', key: 't.staff_id', purpose: `'second-factor:' || t.staff_id` },
  {
    table: 'sign_in_steps',
    column: 'sealed',
    key: 't.token_hash',
    purpose: `'second-factor:' || t.staff_id`,
  },
  { table: 'authorisations', column: 'sealed_scan', key: 't.id', purpose: `'authorisation:' || t.id` },
  { table: 'commitments', column: 'sealed', key: 't.no', purpose: `'commitment:' || t.no` },
  {
    table: 'commitment_signatures',
    column: 'sealed_scan',
    key: 't.commitment_no',
    purpose: `'commitment-scan:' || t.commitment_no`,
  },
  { table: 'assistance', column: 'sealed', key: 't.no', purpose: `'assistance:' || t.no` },
  { table: 'complaints', column: 'sealed', key: 't.no', purpose: `'complaint:' || t.no` },
  {
    table: 'complaint_steps',
    column: 'sealed_note',
    key: 't.complaint_no, t.place',
    purpose: `'complaint-step:' || t.complaint_no || ':' || t.place`,
  },
  { table: 'field_reports', column: 'sealed', key: 't.id', purpose: `'field-report:' || t.id` },
  { table: 'field_reports', column: 'sealed_picture', key: 't.id', purpose: `'field-picture:' || t.id` },
  // Bound to the action too, which the row does not keep.
  { table: 'idempotency_keys', column: 'answer', key: 't.created_at', purpose: null },
];

const AT_EACH_END = 10;
const BY_CHANCE = 50;
const PLACES = 256;
const ROWS_A_PAGE = 64;

const sampleOf = ({ table, column, key, purpose, with: join = '' }: SealedColumn) => {
  const index =
    table === 'subject_identifiers' ? 't.type, t.lookup' : 'null::text as type, null::text as lookup';
  const some = `select t.${column} as sealed, ${purpose ?? 'null::text'} as purpose, ${index}
    from ${table} t ${join} where t.${column} is not null`;
  return `(${some} order by ${key} limit ${AT_EACH_END})
    union all (${some} order by ${key} desc limit ${AT_EACH_END})
    union all (${some} and t.ctid = any (array(
      select format('(%s,%s)', floor(random() * pages)::int, 1 + floor(random() * ${ROWS_A_PAGE})::int)::tid
      from (select pg_relation_size('${table}') / current_setting('block_size')::int as pages offset 0) size,
        generate_series(1, ${PLACES}))) order by random() limit ${BY_CHANCE})`;
};

// A database of an earlier release has fewer of them.
const columnsThere = async (run: Statement): Promise<SealedColumn[]> => {
  const found = await run(
    `select table_name || '.' || column_name as name
    from information_schema.columns
    where table_schema = current_schema()`,
    [],
  );
  const names = new Set(found.map(({ name }) => name));
  return sealedColumns.filter(({ table, column }) => names.has(`${table}.${column}`));
};

// The newest, the oldest and some by chance of each column.
export const sampleSealed = async (run: Statement): Promise<SealedValue[]> => {
  const values: SealedValue[] = [];
  for (const column of await columnsThere(run))
    values.push(...(await ask<SealedValue>(run, sampleOf(column), [])));
  return values;
};

const hasTable = async (run: Statement, table: string): Promise<boolean> => {
  const [row] = await run(`select to_regclass($1) is not null as found`, [table]);
  return Boolean(row?.found);
};

// Whether anything here needs the key that wrote it: sealed values, or checks, whose receipts it signed.
export const holdsSecrets = async (run: Statement): Promise<boolean> => {
  const probes = (await columnsThere(run)).map(
    ({ table, column }) => `select 1 from ${table} where ${column} is not null`,
  );
  for (const table of ['checks', 'master_keys'])
    if (await hasTable(run, table)) probes.push(`select 1 from ${table}`);
  if (probes.length === 0) return false;
  const [row] = await run(`select ${probes.map((probe) => `exists (${probe})`).join(' or ')} as found`, []);
  return Boolean(row?.found);
};

export type KeyRow = Pick<typeof masterKeys.$inferSelect, 'keyId' | 'canary' | 'blindIndex'>;

export const findKeyRow = async (run: Statement): Promise<KeyRow | 'no table' | null> => {
  if (!(await hasTable(run, 'master_keys'))) return 'no table';
  const [row] = await run(
    `select key_id as "keyId", canary, blind_index as "blindIndex" from master_keys`,
    [],
  );
  return row ? (row as KeyRow) : null;
};

// Two processes may start together on a new database: the first key is kept, and the second process compares
// its own.
export const insertKeyRow = (run: Statement, row: KeyRow, { at, by }: { at: Date; by: string }) =>
  run(
    `insert into master_keys (key_id, canary, blind_index, kept_at, kept_by)
    values ($1, $2, $3, $4::text::timestamptz, $5)
    on conflict do nothing`,
    [row.keyId, row.canary, row.blindIndex, at.toISOString(), by],
  );
