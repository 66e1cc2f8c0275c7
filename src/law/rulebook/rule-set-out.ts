import type { Day } from '../../kernel/day.ts';
import { catalogs } from '../catalogs/catalog-list.ts';
import { countedLists } from './counted-lists.rules.ts';
import { stateOf } from './rule-set.rules.ts';
import { RuleSet } from './rule-set.schema.ts';
import type { RuleSetRow } from './rule-set.table.ts';

export const ruleSetOut = (row: RuleSetRow, today: Day) => ({
  version: row.version,
  state: stateOf(
    {
      version: row.version,
      isApproved: row.approvedBy !== null,
      isWithdrawn: row.withdrawnAt !== null,
      effectiveFrom: row.effectiveFrom,
    },
    { today, inForce: row.inForce },
  ),
  effectiveFrom: row.effectiveFrom,
  basedOn: row.basedOn,
  note: row.note,
  draftedBy: row.draftedBy,
  draftedByName: row.drafterName,
  draftedAt: row.draftedAt,
  approvedBy: row.approvedBy,
  approved:
    row.approvedBy === null ? null : { by: row.approvedBy, name: row.approverName, at: row.approvedAt },
  withdrawn:
    row.withdrawnBy === null
      ? null
      : {
          by: row.withdrawnBy,
          name: row.withdrawerName,
          at: row.withdrawnAt,
          reason: row.withdrawalReason ?? '',
        },
  ...contentOut(RuleSet.parse(row.content)),
});

const contentOut = (content: RuleSet) => ({ content, lists: countedLists(content, catalogs) });

export type RuleSetShown = ReturnType<typeof ruleSetOut>;
