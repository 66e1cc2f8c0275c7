import { integer, json, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytes, instant, int8 } from '../../platform/door/columns.ts';
import type { Marker } from './checkpoint-note.rules.ts';

export const auditCheckpoints = pgTable('audit_checkpoints', {
  no: int8('no').primaryKey(),
  sealNo: int8('seal_no').notNull(),
  size: int8('size').notNull(),
  root: bytes('root').notNull(),
  frontier: bytes('frontier').notNull(),
  at: instant('at').notNull(),
  marker: json().$type<Marker>(),
  note: text().notNull(),
});

export const auditNodes = pgTable(
  'audit_nodes',
  {
    level: integer().notNull(),
    place: int8('place').notNull(),
    hash: bytes('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.level, t.place] })],
);
