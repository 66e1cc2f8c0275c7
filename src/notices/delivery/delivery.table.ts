import { boolean, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, int8 } from '../../platform/door/columns.ts';
import type { DeliveryKind, DeliveryState } from '../inbox/notice-words.rules.ts';

export const deliveries = pgTable('deliveries', {
  id: uuid().primaryKey(),
  subscriptionId: uuid('subscription_id').notNull(),
  lane: int8('lane').notNull(),
  kind: text().$type<DeliveryKind>().notNull(),
  firstSeq: int8('first_seq').notNull(),
  lastSeq: int8('last_seq').notNull(),
  state: text().$type<DeliveryState>().notNull(),
  urgent: boolean().notNull().default(false),
  dueAt: instant('due_at').notNull(),
  attempt: integer().notNull().default(0),
  leaseToken: uuid('lease_token'),
  leaseUntil: instant('lease_until'),
  createdAt: instant('created_at').notNull(),
  endedAt: instant('ended_at'),
  replayOf: uuid('replay_of'),
  replayNo: integer('replay_no'),
});

export const deliveryAttempts = pgTable('delivery_attempts', {
  id: int8('id').primaryKey().generatedAlwaysAsIdentity(),
  deliveryId: uuid('delivery_id').notNull(),
  subscriptionId: uuid('subscription_id').notNull(),
  attempt: integer().notNull(),
  at: instant('at').notNull(),
  tookMs: integer('took_ms').notNull(),
  status: integer(),
  fault: text(),
  responseExcerpt: text('response_excerpt'),
});

export const endpointNews = pgTable(
  'endpoint_news',
  {
    deliveryId: uuid('delivery_id').notNull(),
    attempt: integer().notNull(),
    subscriptionId: uuid('subscription_id').notNull(),
    kind: text().$type<'confirmed' | 'refuses' | 'gone'>().notNull(),
    reason: text().notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.deliveryId, table.attempt] })],
);
export type NewsKind = (typeof endpointNews.$inferSelect)['kind'];
