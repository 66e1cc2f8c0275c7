import { Problem } from '../../kernel/problems.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { Scan } from '../commitments/scan.rules.ts';
import { fieldPicturePurpose } from './field-report.rules.ts';
import { findFieldPicture } from './field-report.store.ts';
import { ownFieldReport } from './own-field-report.step.ts';

// Errors: field-report.unknown, field-report.no-picture.
export const showFieldPicture = (ctx: Ctx, id: string): Promise<Scan> =>
  look(ctx, 'field.show', async (tx) => {
    await ownFieldReport({ ctx, tx }, id);
    const found = await findFieldPicture(tx, id);
    if (!found?.sealed || !found.mediaType) throw new Problem('field-report.no-picture');
    const bytes = await ctx.vault.open(found.sealed, fieldPicturePurpose(id));
    return { value: { mediaType: found.mediaType, bytes }, audit: { report: id, part: 'picture' } };
  });
