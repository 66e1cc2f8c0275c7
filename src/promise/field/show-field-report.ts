import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { FieldReportShown } from './field-report.schema.ts';
import { ownFieldReport, shownFieldReport } from './own-field-report.step.ts';

// Errors: field-report.unknown.
export const showFieldReport = (ctx: Ctx, id: string): Promise<FieldReportShown> =>
  look(ctx, 'field.show', async (tx) => {
    await ownFieldReport({ ctx, tx }, id);
    return { value: await shownFieldReport({ ctx, tx }, id), audit: { report: id } };
  });
