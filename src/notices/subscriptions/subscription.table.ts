import { boolean, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant, int8 } from '../../platform/door/columns.ts';
import type { NoticeFileFormat } from '../inbox/notice-sheet.rules.ts';
import type { Channel, PushSchedule, SubscriptionFilter, SubscriptionState } from './subscription.rules.ts';

export const subscriptions = pgTable('subscriptions', {
  id: uuid().primaryKey(),
  agencyId: integer('agency_id').notNull(),
  name: text().notNull(),
  filter: jsonb().$type<SubscriptionFilter>().notNull(),
  schedule: jsonb().$type<PushSchedule>().notNull(),
  endpointUrl: text('endpoint_url'),
  state: text().$type<SubscriptionState>().notNull(),
  pauseReason: text('pause_reason'),
  identityBasis: text('identity_basis'),
  openedWith: jsonb('opened_with').$type<readonly number[]>().notNull().default([]),
  lastSeq: int8('last_seq').notNull().default(0),
  ackedSeq: int8('acked_seq').notNull().default(0),
  failStreak: integer('fail_streak').notNull().default(0),
  failingSince: instant('failing_since'),
  breakerOpenUntil: instant('breaker_open_until'),
  breakerTrips: integer('breaker_trips').notNull().default(0),
  verifiedAt: instant('verified_at'),
  createdAt: instant('created_at').notNull(),
  removedAt: instant('removed_at'),
  tallyFrom: instant('tally_from'),
  tallyAttempts: integer('tally_attempts').notNull().default(0),
  tallyFailures: integer('tally_failures').notNull().default(0),
  sm3Signature: boolean('sm3_signature').notNull().default(false),
  certificateId: uuid('certificate_id'),
  channel: text().$type<Channel>().notNull().default('pull'),
  epoch: integer().notNull().default(1),
});

export const subscriptionCertificates = pgTable('subscription_certificates', {
  id: uuid().primaryKey(),
  subscriptionId: uuid('subscription_id').notNull(),
  certificate: text().notNull(),
  sealedKey: bytes('sealed_key').notNull(),
  validUntil: instant('valid_until').notNull(),
  uploadedAt: instant('uploaded_at').notNull(),
});

export const subscriptionDrops = pgTable('subscription_drops', {
  subscriptionId: uuid('subscription_id').primaryKey(),
  kind: text().$type<'folder' | 's3'>().notNull(),
  format: text().$type<NoticeFileFormat>().notNull(),
  region: text(),
  sealedCredentials: bytes('sealed_credentials'),
});

export const subscriptionSecrets = pgTable('subscription_secrets', {
  id: uuid().primaryKey(),
  subscriptionId: uuid('subscription_id').notNull(),
  sealed: bytes('sealed').notNull(),
  validFrom: instant('valid_from').notNull(),
  validUntil: instant('valid_until'),
});
