import { pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '../door/columns.ts';

/** How far the names that an earlier release wrote are sealed. */
export const nameSealings = pgTable('name_sealings', {
  part: text().primaryKey(),
  place: text().notNull(),
  doneAt: instant('done_at'),
});
