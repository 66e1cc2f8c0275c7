import { boolean, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { dayColumn } from '../../platform/door/columns.ts';
import type { MeasureKind } from './measure.rules.ts';

export const measures = pgTable(
  'measures',
  {
    code: text().notNull(),
    edition: integer().notNull(),
    kind: text().$type<MeasureKind>().notNull(),
    title: text().notNull(),
    content: text().notNull(),
    target: text().notNull(),
    basis: text().notNull(),
    departments: text().array().notNull(),
    lists: text().array().notNull(),
    personsOnly: boolean('persons_only').notNull().default(false),
    validFrom: dayColumn('valid_from').notNull(),
    validUntil: dayColumn('valid_until'),
  },
  (t) => [primaryKey({ columns: [t.code, t.edition] })],
);

export type MeasureInForce = typeof measures.$inferSelect;
