import { ask, columnSet, type Statement } from './db.ts';
import type { LooksCounted } from './look-quotas.rules.ts';

type Added = { actor: string; quota: string; n: number };

const columns = columnSet({ actor: 'text', quota: 'text', n: 'int' }, 2);

// Always in one order: two groups never wait for each other's rows.
const ADD = `insert into look_counts as c (actor, day, quota, looks)
    select x.actor, $1::text::date, x.quota, x.n from ${columns.from} order by x.actor, x.quota
  on conflict (actor, day, quota) do update set looks = c.looks + excluded.looks
  returning actor, quota, looks, (select (s.value #>> '{}')::float8 from settings s
    where s.key = c.quota and s.valid_from <= c.day order by s.valid_from desc limit 1) as most`;

/** One addition for all; answers the sum of each with the number in force (null: none was set). */
export const addLooks = (run: Statement, day: string, added: readonly Added[]) =>
  ask<LooksCounted>(run, ADD, [day, ...columns.params(added)]);

const GIVE_BACK = `update look_counts c set looks = c.looks - x.n from ${columns.from}
  where c.actor = x.actor and c.quota = x.quota and c.day = $1::text::date`;

/** Looks that were refused count for nothing. */
export const giveBackLooks = (run: Statement, day: string, refused: readonly Added[]) =>
  run(GIVE_BACK, [day, ...columns.params(refused)]);

const KEYS = `select (value #>> '{}')::float8 = 1 as counted from settings
  where key = $2 and valid_from <= $1::text::date order by valid_from desc limit 1`;

export const readKeysCounted = async (run: Statement, day: string, key: string): Promise<boolean> =>
  (await ask<{ counted: boolean }>(run, KEYS, [day, key]))[0]?.counted ?? false;

export const dropLooksBefore = (run: Statement, day: string) =>
  run('delete from look_counts where day < $1::text::date', [day]);
