import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { dayColumn, transactionId } from '../../platform/door/columns.ts';

export const recallPositions = pgTable('recall_positions', {
  id: integer().primaryKey().default(1),
  through: transactionId('through').notNull(),
});

export const recallWatches = pgTable(
  'recall_watches',
  {
    lookup: text().notNull(),
    checkNo: text('check_no').notNull(),
    validUntil: dayColumn('valid_until').notNull(),
  },
  (t) => [primaryKey({ columns: [t.lookup, t.checkNo] })],
);

export const recallDues = pgTable('recall_dues', { checkNo: text('check_no').primaryKey() });
