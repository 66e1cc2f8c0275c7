import { type Day, day } from '../../kernel/day.ts';
import type { SubjectKind } from '../../kernel/identifiers.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { retainedUntil } from '../../law/catalogs/retention.rules.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import type { Db } from '../../platform/door/db.ts';
import type { RecordRow } from '../records/record.table.ts';

type Listed = Pick<RecordRow, 'decidedOn' | 'subjectKind' | 'catalog'>;

// The record's publicity and retention follow the term of its listing; without a term both last until it
// ends.
export const daysUnder = async (
  tx: Db,
  record: Listed,
  { until, today }: { until: Day | null; today: Day },
): Promise<{ publishedUntil: Day | null; retainedUntil: Day | null }> => ({
  publishedUntil: until,
  retainedUntil: retainedUntil(
    { end: until, decidedOn: day(record.decidedOn), kind: record.subjectKind as SubjectKind },
    findCatalog(record.catalog)?.retentionSetting ?? 'retention.negative',
    { setting: await settingsOn(tx, today) },
  ),
});
