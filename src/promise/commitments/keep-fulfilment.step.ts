import { prepareRow } from '../../intake/reading/prepared-row.rules.ts';
import { type Intake, runOf } from '../../intake/rows/intake.ts';
import { openIntake } from '../../intake/rows/open-intake.ts';
import { takeRows } from '../../intake/rows/take-rows.step.ts';
import { Problem } from '../../kernel/problems.ts';
import type { RecordDraft } from '../../law/catalogs/catalog.ts';
import { assessFields } from '../../law/catalogs/reading/assess-row.rules.ts';
import { creditCommitment } from '../../law/catalogs/records/credit-commitment.catalog.ts';
import type { Db } from '../../platform/door/db.ts';
import type { AgencyRef, Ctx } from '../../platform/door/deps.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import { keepRecord } from '../../registry/records/record.store.ts';

type At = { ctx: Ctx; tx: Db };
type Row = Readonly<Record<string, string>>;
type Assessed = { intake: Intake; draft: RecordDraft };

// The row is judged before anything is printed: what the intake would refuse is not promised.
// Errors: commitment.row-refused.
export const assessPromise = async ({ ctx, tx }: At, agency: AgencyRef, row: Row): Promise<Assessed> => {
  const intake = await openIntake(ctx, tx, { catalog: creditCommitment, agency });
  const found = assessFields(creditCommitment, row, intake.context);
  if (!found.ok) throw new Problem('commitment.row-refused', { errors: found.faults });
  return { intake, draft: found.draft };
};

// The registry itself writes what the record says of fulfilment, in the name of the agency that took the
// promise, by the way of all rows; no feeder reports it, and no feed is thereby counted as fed.
export const keepFulfilment = async (
  at: At,
  agency: AgencyRef,
  row: Row,
): Promise<{ record: { sourceNo: string }; events: NewEvent[] }> => {
  const { intake, draft } = await assessPromise(at, agency, row);
  const sourceNo = row.sourceNo ?? '';
  const prepared = prepareRow(at.ctx.vault, creditCommitment.code, {
    rowNo: null,
    original: null,
    draft: { ...draft, sourceNo },
    warnings: [],
    print: null,
  });
  const run = runOf(intake, at.tx);
  const { taken, events } = await takeRows(run, [prepared]);
  const [{ fault } = { fault: null }] = taken;
  if (fault) throw new Problem('commitment.row-refused', { errors: [fault] });
  await keepRecord(at.tx, run.feed, sourceNo);
  return { record: { sourceNo }, events };
};
