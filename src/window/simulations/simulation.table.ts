import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { dayColumn, instant, int8 } from '../../platform/door/columns.ts';
import type { SimulationSummary, WeighedOutcome } from './weights.rules.ts';

export const ruleSetSimulations = pgTable('rule_set_simulations', {
  id: uuid().primaryKey(),
  version: integer().notNull(),
  against: integer().notNull(),
  day: dayColumn('on_day').notNull(),
  at: instant('at').notNull(),
  subjectCount: integer('subject_count').notNull(),
  turnCount: integer('turn_count').notNull(),
  summary: jsonb().$type<SimulationSummary>().notNull(),
  by: text().notNull(),
  byName: text('by_name').notNull(),
});

export const ruleSetTurns = pgTable(
  'rule_set_turns',
  {
    simulationId: uuid('simulation_id').notNull(),
    subjectId: int8('subject_id').notNull(),
    outcomeBefore: text('outcome_before').$type<WeighedOutcome>().notNull(),
    outcomeAfter: text('outcome_after').$type<WeighedOutcome>().notNull(),
    codes: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.simulationId, t.subjectId] })],
);
