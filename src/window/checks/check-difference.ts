import type { Day } from '../../kernel/day.ts';
import type { Db } from '../../platform/door/db.ts';
import { fallenGrounds } from './check.store.ts';
import type { CheckRow } from './check-row.rules.ts';
import { compareChecks } from './recheck.rules.ts';
import { groundsOf, hideFallen } from './shown-check.rules.ts';

// By what a check differs from the earlier one that it repeats; what has fallen since is named in neither.
export const differenceSince = async (db: Db, before: CheckRow, after: CheckRow, today: Day) => {
  const fallen = await fallenGrounds(db, [...groundsOf(before.facts), ...groundsOf(after.facts)], today);
  const shown = (row: CheckRow) => told({ ...row, reasons: hideFallen(row.reasons, fallen) });
  return { of: before.no, ...compareChecks(shown(before), shown(after)) };
};

const told = ({ outcome, reasons, rule_set_version }: CheckRow) => ({
  outcome,
  reasons,
  ruleSetVersion: rule_set_version,
});
