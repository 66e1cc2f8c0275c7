import { sql } from 'drizzle-orm';
import type { Day } from '../../kernel/day.ts';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { addGuarded } from '../../platform/door/guarded-rows.ts';
import { numberFloorSql } from '../../platform/running/number-floor.rules.ts';
import type { Setting } from './setting.ts';
import type { SettingLines } from './setting-out.rules.ts';

export const addMissingSettings = (db: Db, settings: readonly Setting[], from: Day) =>
  addGuarded(
    db,
    'settings',
    sql`select jsonb_agg(jsonb_build_object('key', s.key, 'value', s.value, 'basis', s.basis,
      'valid_from', coalesce(s."from", ${from}::date)))
    from jsonb_to_recordset(${json(settings)}::text::jsonb) s(key text, value jsonb, basis text, "from" date)
    where not exists (select 1 from settings old where old.key = s.key)`,
  );

export const settingValuesOn = async (db: Db, day: Day): Promise<ReadonlyMap<string, number>> => {
  const found = await rows<{ key: string; value: number }>(
    db,
    sql`select distinct on (key) key, value from settings where valid_from <= ${day}::date
      order by key, valid_from desc`,
  );
  return new Map(found.map(({ key, value }) => [key, Number(value)]));
};

export const settingLinesOn = (db: Db, day: Day) =>
  rows<SettingLines>(
    db,
    sql`select distinct on (s.key) s.key, (s.value #>> '{}')::float8 as value, s.basis,
      s.valid_from::text as "validFrom",
      coalesce((select jsonb_agg(jsonb_build_object('value', n.value, 'basis', n.basis,
          'validFrom', n.valid_from) order by n.valid_from)
        from settings n where n.key = s.key and n.valid_from > ${day}::date), '[]') as later
    from settings s where s.valid_from <= ${day}::date
    order by s.key, s.valid_from desc`,
  );

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
  addGuarded(
    db,
    'rule_sets',
    sql`select jsonb_build_array(jsonb_build_object('version', ${set.version}::int,
      'content', ${json(set.content)}::text::jsonb, 'effective_from', ${set.from}::date, 'drafted_by', 'reference',
      'approved_by', 'reference', 'approved_at', ${set.at}::timestamptz, 'created_at', ${set.at}::timestamptz))`,
  );

export const hasRuleSets = async (db: Db): Promise<boolean> =>
  (await rows(db, sql`select 1 from rule_sets limit 1`)).length > 0;

// Drafted by the house under the next number, for the registrars to simulate and to approve; once, whatever
// became of it.
export const addOfficialDraft = async (
  db: Db,
  { version: _version, ...set }: { version: number; name: string; rules: unknown },
  at: string,
): Promise<void> => {
  await addGuarded(
    db,
    'rule_sets',
    sql`select jsonb_agg(jsonb_build_object('version', next.no,
      'content', jsonb_build_object('version', next.no) || ${json(set)}::text::jsonb,
      'effective_from', (${at}::timestamptz at time zone 'Asia/Shanghai')::date,
      'based_on', rule_set_in_force((${at}::timestamptz at time zone 'Asia/Shanghai')::date),
      'note', '随系统升级提供的官方版本；请先比较、模拟，再批准。', 'drafted_by', 'reference',
      'created_at', ${at}::timestamptz))
    from (select greatest(max(version), ${sql.raw(numberFloorSql('rule-set'))}) + 1 as no from rule_sets) next
    where not exists (select 1 from rule_sets r where r.content ->> 'name' = ${set.name}::text)`,
  );
};
