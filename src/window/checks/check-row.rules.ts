import type { Day } from '../../kernel/day.ts';
import type { Lookups } from '../../registry/subjects/subject-lookup.ts';
import type { CheckFacts, HonourFact } from './check.rules.ts';
import type { checks } from './check.table.ts';

// An answer stood on this beside the subject's own facts. dataVersion: every change that the audit seals hold
// below that transaction, and every event up to that number, was known.
export type Standpoint = { dataVersion: string; validUntil: Day };
export type Incentive = { code: string; title: string; content: string; basis: string };
// Checks of the first days hold no standpoint, honours or incentives.
export type KeptFacts = CheckFacts & {
  honours?: readonly HonourFact[];
  incentives?: readonly Incentive[];
  standpoint?: Standpoint;
  // Find the person again without the number. Checks of the first days hold one key.
  lookups?: Lookups;
  lookup?: string;
};
export type AskedSubject = { type: string; code: string; name: string | null; isKnown: boolean };
export type CheckRow = typeof checks.$inferSelect & {
  // Not kept: the kept row gives it again.
  signature?: string;
  // The catalogues that the rule set reads.
  lists?: readonly string[] | null;
};
