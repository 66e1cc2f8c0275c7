import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant, int8 } from '../../platform/door/columns.ts';

export const notices = pgTable('notices', {
  id: uuid().primaryKey(),
  subscriptionId: uuid('subscription_id').notNull(),
  seq: int8('seq').notNull(),
  eventId: int8('event_id'),
  subjectId: int8('subject_id').notNull(),
  subjectSeq: int8('subject_seq').notNull(),
  listingId: int8('listing_id'),
  type: text().notNull(),
  isInitial: boolean('is_initial').notNull().default(false),
  body: text(),
  sealedBody: bytes('sealed_body'),
  measures: jsonb().$type<string[]>().notNull(),
  suspends: boolean().notNull().default(false),
  deliveryId: uuid('delivery_id'),
  supersededBy: uuid('superseded_by'),
  signedAt: instant('signed_at'),
  signedBy: text('signed_by'),
  createdAt: instant('created_at').notNull(),
  readAt: instant('read_at'),
  epoch: integer().notNull().default(1),
});

export const noticesSetAside = pgTable(
  'notices_set_aside',
  {
    subscriptionId: uuid('subscription_id').notNull(),
    eventId: int8('event_id').notNull(),
    subjectId: int8('subject_id').notNull(),
    fault: text().notNull(),
    since: instant('since').notNull().defaultNow(),
    triedAt: instant('tried_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.subscriptionId, table.eventId] })],
);
