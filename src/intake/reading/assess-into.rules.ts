import { assessRow } from '../../law/catalogs/reading/assess-row.rules.ts';
import type { Intake } from '../rows/intake.ts';
import type { RefusedRow } from '../rows/row-faults.rules.ts';
import type { RawRow } from './file-source.ts';
import type { EarlierRow } from './number-memory.ts';
import { type PreparedRow, prepareRow } from './prepared-row.rules.ts';

export type PrintedRaw = { raw: RawRow; print: string | null; earlier?: EarlierRow | undefined };
export type AssessedRows = { rows: PreparedRow[]; refused: RefusedRow[] };

// A row with warnings keeps no print: it is read whole each time, so that the warnings are repeated.
export const assessInto = (
  assessed: AssessedRows,
  { raw, print, earlier }: PrintedRaw,
  { ctx, catalog, context }: Pick<Intake, 'ctx' | 'catalog' | 'context'>,
): void => {
  const found = assessRow(catalog, raw, context);
  const { row, original } = raw;
  if (found.ok)
    assessed.rows.push(
      prepareRow(ctx.vault, catalog.code, {
        rowNo: row,
        original,
        draft: found.draft,
        warnings: found.warnings,
        print: found.warnings.length > 0 ? null : print,
        earlier,
      }),
    );
  else
    assessed.refused.push({
      row,
      faults: found.faults,
      warnings: found.warnings,
      original: found.keepsRow ? original : null,
    });
};
