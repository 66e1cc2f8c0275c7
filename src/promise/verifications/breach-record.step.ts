import { withdrawBySource } from '../../intake/rows/withdrawn-by-source.step.ts';
import { dayOf } from '../../kernel/day.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { falseCommitment } from '../../law/catalogs/records/false-commitment.catalog.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import { stepRecord } from '../../registry/records/record.rules.ts';
import { findOwnRecord } from '../../registry/records/record-view.store.ts';
import { keepOwnRow } from '../commitments/keep-fulfilment.step.ts';
import { kindWords } from '../commitments/national-row.rules.ts';
import { promisorOfRow } from './settle-commitment.step.ts';
import type { DecisionIn } from './verification.schema.ts';
import type { VerificationRow } from './verification.store.ts';

type At = { ctx: Ctx; tx: Db };
type Decided = Pick<DecisionIn, 'documentNo' | 'breach'> & { decidedOn: string };

// The breach enters the file as every fed row does; check, recall, notice, publicity and repair follow from
// that by themselves.
// Basis: 国办发〔2020〕42号（承诺不实的记入信用记录）
export const keepBreach = async (
  at: At,
  row: VerificationRow,
  { documentNo, decidedOn, breach }: Decided,
): Promise<NewEvent[]> => {
  const { agency, promisor } = await promisorOfRow(at, row);
  const { code } = promisor;
  const who: Record<string, string> =
    promisor.type === 'uscc' ? { uscc: code } : { idType: '居民身份证', idNo: code };
  const { events } = await keepOwnRow(at, falseCommitment, agency, {
    sourceNo: row.no,
    subjectKind: kindWords[row.kind],
    subjectName: promisor.name,
    ...who,
    matter: row.matterName,
    documentNo,
    decidedOn,
    breach,
    authorityName: agency.name,
    authorityUscc: agency.uscc,
  });
  return events;
};

// An archived record is shown to nobody, and is left as it is.
export const withdrawBreach = async (
  { ctx, tx }: At,
  row: VerificationRow,
  reason: string,
): Promise<NewEvent[]> => {
  const now = ctx.clock.now();
  const key = { agencyId: row.agencyId, today: dayOf(now), catalog: falseCommitment.code, sourceNo: row.no };
  const record = await findOwnRecord(tx, key);
  const catalog = findCatalog(falseCommitment.code);
  if (!record || !catalog || !stepRecord(record.state, 'withdraw').ok) return [];
  const { events } = await withdrawBySource(
    { ctx, tx, catalog, stamp: { at: now.toISOString(), batchId: null } },
    [{ id: record.id, version: record.version }],
    reason,
  );
  return events;
};
