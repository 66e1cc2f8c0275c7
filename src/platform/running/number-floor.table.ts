import { integer, pgTable, text } from 'drizzle-orm/pg-core';

export const numberFloors = pgTable('number_floors', {
  counter: text().primaryKey(),
  floor: integer().notNull(),
});
