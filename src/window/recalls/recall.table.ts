import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { transactionId } from '../../platform/door/columns.ts';

export const recallPositions = pgTable('recall_positions', {
  id: integer().primaryKey().default(1),
  through: transactionId('through').notNull(),
});

export const recallDues = pgTable('recall_dues', { checkNo: text('check_no').primaryKey() });
