import { prepareRow } from '../../intake/reading/prepared-row.rules.ts';
import { type Intake, runOf } from '../../intake/rows/intake.ts';
import { openIntake } from '../../intake/rows/open-intake.ts';
import { takeRows } from '../../intake/rows/take-rows.step.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Catalog, RecordDraft } from '../../law/catalogs/catalog.ts';
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
export const assessPromise = (at: At, agency: AgencyRef, row: Row): Promise<Assessed> =>
  assessOwnRow(at, creditCommitment, agency, row);

const assessOwnRow = async (
  { ctx, tx }: At,
  catalog: Catalog,
  agency: AgencyRef,
  row: Row,
): Promise<Assessed> => {
  const intake = await openIntake(ctx, tx, { catalog, agency });
  const found = assessFields(catalog, row, intake.context);
  if (!found.ok) throw new Problem('commitment.row-refused', { errors: found.faults });
  return { intake, draft: found.draft };
};

type Kept = { record: { sourceNo: string }; events: NewEvent[] };

export const keepFulfilment = (at: At, agency: AgencyRef, row: Row): Promise<Kept> =>
  keepOwnRow(at, creditCommitment, agency, row);

// The registry itself writes what became of a promise, in the name of the agency that took it, by the way of
// all rows; no feeder reports it, and no feed is thereby counted as fed.
// Errors: commitment.row-refused.
export const keepOwnRow = async (at: At, catalog: Catalog, agency: AgencyRef, row: Row): Promise<Kept> => {
  const { intake, draft } = await assessOwnRow(at, catalog, agency, row);
  const sourceNo = row.sourceNo ?? '';
  const prepared = prepareRow(at.ctx.vault, catalog.code, {
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
