import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { AgencyEventContent, AgencyTopic } from './agency-events.ts';
import { instant, int8 } from './columns.ts';

export const agencyEvents = pgTable('agency_events', {
  id: int8('id').primaryKey().generatedAlwaysAsIdentity(),
  agencyId: integer('agency_id').notNull(),
  topic: text().$type<AgencyTopic>().notNull(),
  // The thing that it is about: the same for each event of it.
  subject: text().notNull(),
  subjectSeq: integer('subject_seq').notNull(),
  content: jsonb().$type<AgencyEventContent>().notNull(),
  at: instant('at').notNull(),
  toldAt: instant('told_at'),
});
