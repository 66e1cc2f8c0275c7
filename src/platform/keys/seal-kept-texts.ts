import type { DbRow } from '../door/db.ts';
import type { Log } from '../running/log.ts';
import type { MigrationRun } from '../running/migrate.ts';
import type { TextSeal } from './sealed-text.ts';

// Rows of a former release, in the order of `place`. A text that is sealed already comes opened and is sealed alike, so
// that a row may be taken twice. `write` gives statements, none where nothing is to be sealed.
export type KeptTexts = {
  part: string;
  first: string;
  tables: readonly string[];
  select(after: string): string;
  write(rows: readonly DbRow[], vault: TextSeal): string;
};

export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
export const recordset = (list: readonly object[], columns: string): string =>
  `jsonb_to_recordset(${literal(JSON.stringify(list))}::jsonb) x(${columns})`;

type Sealing = { vault: TextSeal; log: Log };

// One step is one implicit transaction with its place: killed anywhere, the next start goes on. By the owner alone:
// the triggers that keep append-only rows are at rest for the step, because what they say stays the same.
const sealNext = async (run: MigrationRun, { vault, log }: Sealing, kept: KeptTexts): Promise<boolean> => {
  const part = literal(kept.part);
  const [at] = await run.query(
    `select place, done_at is not null as done from name_sealings where part = ${part}`,
  );
  if (at?.done) return false;
  const found = await run.query(kept.select(literal(String(at?.place ?? kept.first))));
  const last = found.at(-1);
  const place = literal(String(last?.place ?? at?.place ?? kept.first));
  const written = last ? kept.write(found, vault) : '';
  const triggers = (does: string) =>
    written ? kept.tables.map((table) => `alter table ${table} ${does} trigger user;`).join('\n') : '';
  await run.exec(`${triggers('disable')}
    ${written}
    ${triggers('enable')}
    insert into name_sealings (part, place, done_at) values (${part}, ${place}, ${last ? 'null' : 'now()'})
      on conflict (part) do update set place = excluded.place, done_at = excluded.done_at;`);
  if (last) log('info', 'names.sealed', { part: kept.part, rows: found.length, upTo: String(last.place) });
  return last !== undefined;
};

/** Seals the names that an earlier release wrote in clear; what is done is not looked at again. */
export const sealKeptTexts = async (run: MigrationRun, sealing: Sealing, all: readonly KeptTexts[]) => {
  for (const kept of all) while (await sealNext(run, sealing, kept));
};
