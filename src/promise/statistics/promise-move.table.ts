import { bigint, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '../../platform/door/columns.ts';
import type { MoveEvent } from './promise-figures.rules.ts';

export const promiseMoves = pgTable('promise_moves', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  event: text().$type<MoveEvent>().notNull(),
  no: text().notNull(),
  // The unit whose figure it is; null where it is the registry's alone.
  agencyId: integer('agency_id'),
  matter: text(),
  at: instant('at').notNull(),
});
