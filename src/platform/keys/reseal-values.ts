import { act } from '../door/act.ts';
import { isCollision } from '../door/database-faults.ts';
import type { Ctx } from '../door/deps.ts';
import { hex } from './bytes.ts';
import { endResealing } from './data-key.store.ts';
import { keyNumbered } from './key-ring.ts';
import { type SealedColumn, sealedColumns } from './master-key.store.ts';
import {
  type DueRow,
  HEAD_BYTES,
  listDue,
  pagesOf,
  type ResealedRow,
  readSealed,
  writeResealed,
} from './sealed-row.store.ts';

// Columns of rows that can be changed and say what their value is bound to. An answer kept for repeats does not, and is gone
// within a day.
export const resealable = (): SealedColumn[] =>
  sealedColumns.filter(({ purpose, isAppendOnly }) => purpose !== null && !isAppendOnly);

export type Progress = { table: string; resealed: number; page: number; pages: number };
type Tell = (progress: Progress) => void;

const PAGES_AT_ONCE = 64;
const ROWS_AT_ONCE = 1000;
const BYTES_AT_ONCE = 4 * 1024 * 1024;

function* inGroups(due: readonly DueRow[]): Generator<DueRow[]> {
  let [group, bytes]: [DueRow[], number] = [[], 0];
  for (const row of due) {
    if (group.length >= ROWS_AT_ONCE || (group.length > 0 && bytes + row.size > BYTES_AT_ONCE)) {
      yield group;
      [group, bytes] = [[], 0];
    }
    group.push(row);
    bytes += row.size;
  }
  if (group.length > 0) yield group;
}

type Counts = { resealed: number; unreadable: number };

// A value that no key opens is told and left: it is no worse off, and holds up no other.
const resealGroup = async (ctx: Ctx, column: SealedColumn, due: readonly DueRow[]): Promise<Counts> => {
  const { vault, log } = ctx;
  const found = await readSealed(ctx.db, column, due);
  const made = found.map(async ({ place, purpose, sealed }): Promise<ResealedRow | null> => {
    try {
      const next = await vault.seal(await vault.open(sealed, purpose), purpose);
      return { place, head: hex(sealed.slice(0, HEAD_BYTES)), sealed: hex(next) };
    } catch (error) {
      log('error', 'sealed.unreadable', { of: column.table, error });
      return null;
    }
  });
  const list = (await Promise.all(made)).filter((row) => row !== null);
  const unreadable = found.length - list.length;
  if (list.length === 0) return { resealed: 0, unreadable };
  // Met another writer: the next pass finds the rows again.
  const resealed = await writeResealed(ctx.db, column, list).catch((error) => {
    if (isCollision(error)) return 0;
    throw error;
  });
  return { resealed, unreadable };
};

const onePass = async (
  ctx: Ctx,
  column: SealedColumn,
  tell: (page: number, pages: number, done: number) => void,
) => {
  const { ring } = ctx.vault;
  const start = Uint8Array.from([ring.crypto.format, ...keyNumbered(ring, ring.newest).mark]);
  const counts = { resealed: 0, unreadable: 0, left: 0 };
  const pages = await pagesOf(ctx.db, column);
  for (let from = 0; from < pages; from += PAGES_AT_ONCE) {
    const due = await listDue(ctx.db, column, { from, to: from + PAGES_AT_ONCE, start });
    counts.left += due.length;
    const groups = [...inGroups(due)];
    // Two at a time: one is sealed here while the database writes the other.
    for (let at = 0; at < groups.length; at += 2) {
      const pair = groups.slice(at, at + 2).map((group) => resealGroup(ctx, column, group));
      for (const done of await Promise.all(pair)) {
        counts.resealed += done.resealed;
        counts.unreadable += done.unreadable;
      }
    }
    tell(Math.min(from + PAGES_AT_ONCE, pages), pages, counts.resealed);
  }
  return { ...counts, left: counts.left - counts.resealed - counts.unreadable };
};

const resealColumn = async (ctx: Ctx, column: SealedColumn, tell: Tell): Promise<Counts> => {
  let resealed = 0;
  for (;;) {
    const pass = await onePass(ctx, column, (page, pages, done) =>
      tell({ table: column.table, resealed: resealed + done, page, pages }),
    );
    resealed += pass.resealed;
    // Rows that a process with the former keys wrote behind the pass are found by the next one.
    if (pass.left === 0 && pass.resealed === 0) return { resealed, unreadable: pass.unreadable };
  }
};

/** Everything that can be sealed anew, under the newest key; a run that was broken off goes on where rows are left. */
export const resealValues = async (ctx: Ctx, no: number, tell: Tell): Promise<Counts> => {
  const counts = { resealed: 0, unreadable: 0 };
  for (const column of resealable()) {
    const done = await resealColumn(ctx, column, tell);
    counts.resealed += done.resealed;
    counts.unreadable += done.unreadable;
  }
  return act(ctx, 'data-key.renew', async (tx) => {
    await endResealing(tx, no, ctx.clock.now().toISOString());
    return { value: counts, audit: { no, part: 'resealed', ...counts }, events: [] };
  });
};
