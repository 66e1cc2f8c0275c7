import { setTimeout as wait } from 'node:timers/promises';
import type { City } from './city.ts';
import { smallDisk } from './city-database.ts';
import type { Injected, RandomFault } from './fault.ts';

const guarded = [
  'audit_lines',
  'records',
  'listings',
  'checks',
  'events',
  'notices',
  'deliveries',
  'batch_parts',
];

// A trigger on each: what is written there meets a full disk as long as there is a row in the switch.
export const layTriggers = async ({ sql }: City) => {
  await sql
    .unsafe(`create table fault_switch (is_on boolean);
    create function fault_full() returns trigger language plpgsql as $$
    begin
      if exists (select from fault_switch) then
        raise exception 'could not extend file: No space left on device' using errcode = '53100';
      end if;
      return null;
    end $$`)
    .simple();
  for (const table of guarded)
    await sql.unsafe(
      `create trigger fault_full before insert or update on ${table} for each statement execute function fault_full()`,
    );
};

const raised =
  (ms: number): Injected =>
  async ({ sql }) => {
    await sql`insert into fault_switch values (true)`;
    await wait(ms);
    await sql`delete from fault_switch`;
  };

// Filled again and again: what a failed statement gives back is gone at once.
const filled =
  (ms: number): Injected =>
  async () => {
    const disk = smallDisk();
    try {
      for (const until = performance.now() + ms; performance.now() < until; await wait(200)) disk?.fill();
    } finally {
      disk?.free();
    }
  };

export const diskFaults: readonly RandomFault[] = [
  {
    name: 'disk-full',
    title: 'the disk of the tables full for 2–6 s (tmpfs)',
    draw: (chance) => filled(chance.between(2000, 6000)),
    skipped: () => (smallDisk() ? null : 'unmountable'),
  },
  {
    name: 'storage-raises',
    title: 'every write refused with 53100 for 2–6 s',
    draw: (chance) => raised(chance.between(2000, 6000)),
  },
];
