import { sql } from 'drizzle-orm';
import type { Day } from '../../kernel/day.ts';
import { type Db, json, rows } from '../../platform/door/db.ts';
import type { Setting } from './setting.ts';

export const addMissingSettings = (db: Db, settings: readonly Setting[], from: Day) =>
  db.execute(sql`insert into settings (key, value, basis, valid_from)
    select s.key, s.value, s.basis, coalesce(s."from", ${from}::date)
    from jsonb_to_recordset(${json(settings)}::text::jsonb) s(key text, value jsonb, basis text, "from" date)
    where not exists (select 1 from settings old where old.key = s.key)`);

export const settingValuesOn = async (db: Db, day: Day): Promise<ReadonlyMap<string, number>> => {
  const found = await rows<{ key: string; value: number }>(
    db,
    sql`select distinct on (key) key, value from settings where valid_from <= ${day}::date
      order by key, valid_from desc`,
  );
  return new Map(found.map(({ key, value }) => [key, Number(value)]));
};

// The settings in force on a day, as a reader that fails loudly on an unknown key.
export const settingsOn = async (db: Db, day: Day): Promise<(key: string) => number> =>
  settingReader(await settingValuesOn(db, day), day);

export const settingReader =
  (values: ReadonlyMap<string, number>, day: Day) =>
  (key: string): number => {
    const value = values.get(key);
    if (value === undefined) throw new Error(`no setting ${key} in force on ${day}`);
    return value;
  };

export const addRuleSetOnce = (db: Db, set: { version: number; content: unknown; from: Day; at: string }) =>
  db.execute(sql`insert into rule_sets (version, content, effective_from, drafted_by, approved_by,
    approved_at, created_at)
    values (${set.version}, ${json(set.content)}::text::jsonb, ${set.from}::date, 'reference', 'reference',
      ${set.at}::timestamptz, ${set.at}::timestamptz) on conflict do nothing`);
