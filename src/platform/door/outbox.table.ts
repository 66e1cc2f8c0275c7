import { boolean, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { instant, int8 } from './columns.ts';

export const events = pgTable('events', {
  id: int8('id').primaryKey().generatedAlwaysAsIdentity(),
  subjectId: int8('subject_id').notNull(),
  subjectSeq: int8('subject_seq').notNull(),
  topic: text().notNull(),
  payload: jsonb().notNull(),
  at: instant('at').notNull(),
  relayedAt: instant('relayed_at'),
  isInitial: boolean('is_initial').notNull().default(false),
  addedAt: instant('added_at').notNull().defaultNow(),
});
