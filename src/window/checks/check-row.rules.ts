import type { Day } from '../../kernel/day.ts';
import type { Facts, HonourFact, Outcome, Reason } from './check.rules.ts';

// What an answer stood on beside the subject's own facts. dataVersion: every change that the audit seals hold below that
// transaction, and every event up to that number, was known.
export type Standpoint = { dataVersion: string; validUntil: Day };
export type Incentive = { code: string; title: string; content: string; basis: string };
// Checks of the first days hold no standpoint, honours or incentives.
export type KeptFacts = Facts & {
  honours?: readonly HonourFact[];
  incentives?: readonly Incentive[];
  standpoint?: Standpoint;
  // Finds the person again without the number.
  lookup?: string;
};
export type CheckRow = {
  no: string;
  verify_code: string;
  agency_id: number;
  actor: string;
  subject_id: number | null;
  subject: { type: string; code: string; name: string | null; isKnown: boolean };
  matter: string | null;
  purpose: string;
  case_no: string | null;
  outcome: Outcome;
  reasons: Reason[];
  facts: KeptFacts;
  rule_set_version: number;
  decided_at: string;
  // Not kept: what is kept gives it again.
  signature?: string;
  // Which catalogues the rule set reads.
  lists?: readonly string[];
};
