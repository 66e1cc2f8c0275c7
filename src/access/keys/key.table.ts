import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../../platform/door/columns.ts';

export const apiKeys = pgTable('api_keys', {
  id: uuid().primaryKey(),
  agencyId: integer('agency_id').notNull(),
  keyHash: text('key_hash').notNull(),
  issuedAt: instant('issued_at').notNull(),
  revokedAt: instant('revoked_at'),
  label: text(),
  roles: text().array().notNull(),
  // Null: all that the agency has. It never opens more than the agency may.
  catalogs: text().array(),
  // Null: from anywhere.
  addresses: text().array(),
  // Null: until it is revoked.
  expiresAt: instant('expires_at'),
  lastUsedAt: instant('last_used_at'),
  replaces: uuid(),
});

/** Asked for: a successor of a key, and how many hours both work. */
export type Rotation = { replaces: string; overlapHours: number };
