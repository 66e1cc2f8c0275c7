import { and, desc, eq, getTableColumns, lt, sql } from 'drizzle-orm';
import type { Day } from '../../kernel/day.ts';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { putGuarded } from '../../platform/door/guarded-rows.ts';
import { holdLock } from '../../platform/door/named-locks.ts';
import { utcMillis } from '../../platform/door/utc-text.ts';
import type { ChangeKind, ChangeState } from './change.rules.ts';
import { type ChangeRow, type ChangeSimulation, changes } from './change.table.ts';
import type { ChangedLaw, ListRule, SettingRow } from './changed-law.rules.ts';

// A change of the law waits here for the one before, and then reads what that one has written.
export const holdLaw = (tx: Db) => holdLock(tx, 'law-changes');

const columns = {
  ...getTableColumns(changes),
  draftedAt: utcMillis(changes.draftedAt),
  closedAt: utcMillis(changes.closedAt),
};

export const insertChange = (
  tx: Db,
  change: Pick<
    ChangeRow,
    | 'id'
    | 'kind'
    | 'title'
    | 'content'
    | 'base'
    | 'basis'
    | 'validFrom'
    | 'draftedBy'
    | 'drafterName'
    | 'drafterAgencyId'
    | 'draftedAt'
  >,
) => tx.insert(changes).values({ ...change, state: 'draft' });

export const findChange = async (db: Db, id: string): Promise<ChangeRow | undefined> =>
  (await db.select(columns).from(changes).where(eq(changes.id, id)))[0];

// Two registrars at one change: the second waits, and reads what the first has made of it.
export const holdChange = async (tx: Db, id: string): Promise<ChangeRow | undefined> => {
  await tx.execute(sql`select 1 from changes where id = ${id}::uuid for update`);
  return findChange(tx, id);
};

// Is the law that the draft was written upon still the law?
export const isUponLaw = async (tx: Db, id: string, law: ChangedLaw): Promise<boolean> =>
  (await rows(tx, sql`select 1 from changes where id = ${id}::uuid and base = ${json(law)}::text::jsonb`))
    .length > 0;

type Closing = {
  state: ChangeState;
  validFrom: Day;
  by: string;
  name: string;
  at: string;
  reason: string | null;
};

export const closeChange = (tx: Db, id: string, { state, validFrom, by, name, at, reason }: Closing) =>
  tx
    .update(changes)
    .set({ state, validFrom, closedBy: by, closerName: name, closedAt: at, reason })
    .where(eq(changes.id, id));

export const keepSimulation = (tx: Db, id: string, simulation: ChangeSimulation) =>
  tx.update(changes).set({ simulation }).where(eq(changes.id, id));

export type SummaryRow = Omit<ChangeRow, 'content' | 'base'>;
type Wanted = { kind?: ChangeKind | undefined; state?: ChangeState | undefined; below?: string | undefined };

// The numbers of changes ascend with their time: the newest stands first.
export const findChanges = (db: Db, wanted: Wanted & { limit: number }): Promise<SummaryRow[]> => {
  const { content: _content, base: _base, ...shown } = columns;
  return db
    .select(shown)
    .from(changes)
    .where(
      and(
        wanted.kind && eq(changes.kind, wanted.kind),
        wanted.state && eq(changes.state, wanted.state),
        wanted.below === undefined ? undefined : lt(changes.id, wanted.below),
      ),
    )
    .orderBy(desc(changes.id))
    .limit(wanted.limit);
};

export const settingRows = (db: Db, keys: readonly string[]) =>
  rows<SettingRow>(
    db,
    sql`select key, (value #>> '{}')::float8 as value, basis, valid_from::text as "validFrom" from settings
    where key in (select x.key from jsonb_array_elements_text(${json(keys)}::text::jsonb) x(key))
    order by key, valid_from`,
  );

export const findListRule = async (db: Db, list: string, today: Day): Promise<ListRule | null> => {
  const [row] = await rows<{ version: number; basis: string | null; waiting: number[] }>(
    db,
    sql`select s.version,
      (select r.value ->> 'basis' from jsonb_array_elements(s.content -> 'rules') r(value)
        where r.value ->> 'kind' = 'listing' and r.value ->> 'list' = ${list}::text limit 1) as basis,
      coalesce((select jsonb_agg(w.version order by w.version) from rule_sets w
        where w.approved_by is not null and w.withdrawn_at is null
          and w.effective_from > ${today}::date), '[]') as waiting
    from rule_sets s where s.version = rule_set_in_force(${today}::date)`,
  );
  return row ?? null;
};

export const writeSettings = (
  tx: Db,
  settings: readonly { key: string; value: number }[],
  { basis, from }: { basis: string; from: Day },
) =>
  putGuarded(
    tx,
    'settings',
    sql`select jsonb_agg(jsonb_build_object('key', s.key, 'value', s.value, 'basis', ${basis}::text,
      'valid_from', ${from}::date))
    from jsonb_to_recordset(${json(settings)}::text::jsonb) s(key text, value jsonb)`,
  );
