import { type Day, dayOf } from '../../kernel/day.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import type { Db } from '../../platform/door/db.ts';
import { isRecalled } from './check.store.ts';
import { standsUntil, whyInvalid } from './check-receipt.rules.ts';
import type { CheckRow } from './check-row.rules.ts';
import { isStandingOn } from './shown-check.rules.ts';

export const validityOf = async (
  db: Db,
  row: CheckRow,
  { today, fallen }: { today: Day; fallen: ReadonlySet<string> },
) => {
  const validUntil = row.facts.standpoint?.validUntil ?? (await untilBySetting(db, row));
  const why = whyInvalid({
    today,
    validUntil,
    isRecalled: isStandingOn(row.reasons, fallen) || (await isRecalled(db, row.no)),
  });
  return { isValid: why === null, validUntil: `${validUntil}T00:00:00+08:00`, why };
};

// A check of the first days did not keep how long it stands.
const untilBySetting = async (db: Db, row: CheckRow): Promise<Day> => {
  const decidedOn = dayOf(new Date(row.decidedAt));
  return standsUntil(decidedOn, (await settingsOn(db, decidedOn))('check.validity'));
};
