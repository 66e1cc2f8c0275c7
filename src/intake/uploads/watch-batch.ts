import { permit } from '../../platform/door/act.ts';
import type { Ctx, Deps } from '../../platform/door/deps.ts';
import { findBatch } from './batch.store.ts';
import type { BatchRow } from './batch.table.ts';

type Look = Promise<BatchRow | undefined>;

const LOOK_EVERY_MS = 1000;
const looks = new WeakMap<Deps['db'], Map<string, Look>>();

// One small query a second for a batch, however many watch it from this process.
const lookAt = ({ db }: Ctx, id: string): Look => {
  const kept = looks.get(db) ?? new Map<string, Look>();
  looks.set(db, kept);
  const found = kept.get(id) ?? findBatch(db, id);
  if (!kept.has(id)) {
    kept.set(id, found);
    setTimeout(() => kept.delete(id), LOOK_EVERY_MS);
  }
  return found;
};

async function* lookOn(ctx: Ctx, shown: BatchRow, isOver: () => boolean): AsyncGenerator<BatchRow> {
  yield shown;
  while (!isOver()) {
    await new Promise((resume) => setTimeout(resume, LOOK_EVERY_MS));
    const found = isOver() ? undefined : await lookAt(ctx, shown.id);
    if (!found) return;
    yield found;
  }
}

// Gives the batch second by second until nobody watches any more. The permission was checked when the batch
// was shown.
export const watchBatch = (ctx: Ctx, shown: BatchRow, isOver: () => boolean): AsyncGenerator<BatchRow> => {
  permit(ctx, 'batch.list');
  return lookOn(ctx, shown, isOver);
};
