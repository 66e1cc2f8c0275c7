import { reaches } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { fieldPurpose } from './field-report.rules.ts';
import type { FieldReportIn, FieldReportLine, FieldReportShown } from './field-report.schema.ts';
import { type FieldReportRow, findFieldReport } from './field-report.store.ts';

export const fieldLine = ({ agencyId: _agency, sealed: _sealed, ...line }: FieldReportRow): FieldReportLine =>
  line;

// Another agency's report is answered like one that is not there.
export const ownFieldReport = async (
  { ctx, tx }: { ctx: Ctx; tx: Db },
  id: string,
): Promise<FieldReportRow> => {
  const row = await findFieldReport(tx, id);
  if (!row || !reaches(ctx.actor, 'field.show', row.agencyId)) throw new Problem('field-report.unknown');
  return row;
};

export const shownFieldReport = async (
  { ctx, tx }: { ctx: Ctx; tx: Db },
  id: string,
): Promise<FieldReportShown> => {
  const row = await findFieldReport(tx, id);
  if (!row) throw new Problem('field-report.unknown');
  const said = JSON.parse(await ctx.vault.openText(row.sealed, fieldPurpose(id)));
  const { place, note } = said as Pick<FieldReportIn, 'place' | 'note'>;
  return { ...fieldLine(row), place, note };
};
