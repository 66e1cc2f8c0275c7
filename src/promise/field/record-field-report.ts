import { Problem } from '../../kernel/problems.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { readScan } from '../commitments/scan.rules.ts';
import { fieldPicturePurpose, fieldPurpose, isFittingSight } from './field-report.rules.ts';
import type { FieldReportIn, FieldReportShown } from './field-report.schema.ts';
import { insertFieldReport } from './field-report.store.ts';
import { shownFieldReport } from './own-field-report.step.ts';

// A camera's own words about place and device are stripped from the picture; the place is what the agent says.
// Errors: field-report.time, commitment.scan-too-large, commitment.scan-no-picture.
export const recordFieldReport = (ctx: Ctx, input: FieldReportIn): Promise<FieldReportShown> =>
  act(ctx, 'field.record', async (tx) => {
    const { kind, place, note, seenAt } = input;
    const now = ctx.clock.now();
    const { agency } = ctx.actor;
    if (!agency) throw new Problem('access.denied');
    if (!isFittingSight(new Date(seenAt), now)) throw new Problem('field-report.time');
    const id = ctx.newId();
    await insertFieldReport(tx, {
      id,
      agencyId: agency.id,
      kind,
      verificationNo: input.kind === 'visit' ? input.verification : null,
      finding: input.kind === 'visit' ? input.finding : null,
      sealed: await ctx.vault.seal(JSON.stringify({ place, note }), fieldPurpose(id)),
      ...(await pictureOf(ctx, id, input.picture)),
      seenAt: new Date(seenAt).toISOString(),
      madeAt: now.toISOString(),
      madeBy: ctx.actor.by,
      byName: ctx.actor.name,
    });
    const value = await shownFieldReport({ ctx, tx }, id);
    return { value, audit: { report: id, kind, verification: value.verification }, events: [] };
  });

const pictureOf = async ({ vault }: Ctx, id: string, picture: string | undefined) => {
  if (picture === undefined) return {};
  const { mediaType, bytes } = must(readScan(Uint8Array.from(atob(picture), (char) => char.charCodeAt(0))));
  return { mediaType, sealedPicture: await vault.seal(bytes, fieldPicturePurpose(id)) };
};
