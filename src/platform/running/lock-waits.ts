import type { Fault } from '../../kernel/problems.ts';
import type { Statement } from '../door/db.ts';
import { lockNameOf, lockNames } from '../door/named-locks.ts';
import { gauge, type ReadMetrics } from './figures.ts';

type Wait = { name: string; waitedS: number; heldS: number };

// A transaction that waits for a row waits for the transaction that wrote it, and has marked the row of a
// table meanwhile.
const NAME = `case
    when w.locktype = 'advisory'
      then ${lockNameOf('((w.classid::bigint << 32) | w.objid::bigint)')}
    else coalesce(
      (select relname from pg_class where oid = coalesce(w.relation,
        (select t.relation from pg_locks t where t.pid = w.pid and t.locktype = 'tuple' limit 1))),
      w.locktype)
  end`;

const WAITS = `select name, max(waited)::float8 as waited, coalesce(max(held), 0)::float8 as held
  from (
    select ${NAME} as name,
      extract(epoch from clock_timestamp() - w.waitstart) as waited,
      (select max(extract(epoch from clock_timestamp() - h.xact_start))
        from pg_stat_activity h
        where h.pid = any(pg_blocking_pids(w.pid))) as held
    from pg_locks w
    where not w.granted
      and w.pid in (select pid from pg_stat_activity where datname = current_database())) waits
  group by name
  order by name`;

// The locks that are waited for in this database, for how long, and how long its holder's transaction has
// been open.
const lockWaits = async (statement: Statement): Promise<Wait[]> =>
  (await statement(WAITS, [])).map(({ name, waited, held }) => ({
    name: String(name),
    waitedS: Math.max(Number(waited), 0),
    heldS: Number(held),
  }));

// Nothing of ours holds a lock for so long while another waits: its transaction would have been ended.
const HELD_TOO_LONG_S = 15;

export const lockFaults = async (statement: Statement): Promise<Fault[]> =>
  (await lockWaits(statement))
    .filter(({ heldS }) => heldS > HELD_TOO_LONG_S)
    .map(({ name, waitedS, heldS }) => ({
      code: 'lock.held',
      message: `锁 ${name} 有操作在等待（已 ${Math.round(waitedS)} 秒），占用它的事务已开启 ${Math.round(heldS)} 秒；请在 pg_stat_activity 中查找并结束该会话。`,
    }));

export const lockMetrics: ReadMetrics = async ({ statement }) => {
  const waits = new Map((await lockWaits(statement)).map((wait) => [wait.name, wait]));
  const names = [...new Set([...lockNames, 'keyed', ...waits.keys()])];
  const by = (value: (wait: Wait) => number) =>
    names.map((name) => {
      const wait = waits.get(name);
      return { labels: `lock="${name}"`, value: wait ? value(wait) : 0 };
    });
  return [
    gauge(
      'registry_lock_wait_seconds',
      'Longest that somebody has waited for this lock, 0 if nobody waits.',
      by(({ waitedS }) => waitedS),
    ),
    gauge(
      'registry_lock_held_seconds',
      'Age of the transaction that holds a lock somebody waits for.',
      by(({ heldS }) => heldS),
    ),
  ];
};
