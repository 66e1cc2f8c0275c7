import { dayOf } from '../../kernel/day.ts';
import type { EditionMode, Matter } from '../../law/matters/matter.rules.ts';
import { matterTable } from '../../law/matters/matter-columns.ts';
import { assessMatter } from '../../law/matters/matter-row.rules.ts';
import { publishEdition } from '../../law/matters/publish-edition.step.ts';
import { act, permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { FileSource } from '../reading/file-source.ts';
import { readRows } from '../reading/read-rows.ts';
import { type SheetUpload, wholeFile } from '../uploads/whole-file.ts';
import type { Imported } from './matter-import.schema.ts';

export type MatterImport = SheetUpload & { mode: EditionMode; name?: string | undefined };

const MOST_BYTES = 20 * 1024 * 1024;
const MOST_SHOWN = 500;

// Good rows are taken and bad rows are listed. A whole edition with a bad row, or with a sheet that was not
// read, takes nothing: it would remove the matters that were meant there.
export const importMatters = async (ctx: Ctx, { mode, name, ...upload }: MatterImport): Promise<Imported> => {
  permit(ctx, 'matter.load');
  const source = await wholeFile(upload, Math.min(MOST_BYTES, ctx.config.maxUploadBytes));
  const { matters, errors, rows } = await verdicts(ctx, source);
  const rejected = errors.filter(({ verdict }) => verdict === 'rejected').length;
  const isPartRead = errors.some(({ errors }) => errors.some(({ code }) => code === 'batch.sheet-unread'));
  const about = {
    name: name ?? `${dayOf(ctx.clock.now())} 导入`,
    mode: mode === 'full' && (rejected > 0 || isPartRead) ? ('dry-run' as const) : mode,
  };
  return act(ctx, 'matter.load', async (tx) => {
    const { edition, counts } = await publishEdition({ ctx, tx }, matters, about);
    const shown = { ...counts, rows, rejected, warned: errors.length - rejected };
    return {
      value: { mode, edition, counts: shown, errors: errors.slice(0, MOST_SHOWN) },
      audit: { mode, edition, ...shown },
      events: [],
    };
  });
};

const verdicts = async (ctx: Ctx, source: FileSource) => {
  const agency = { name: ctx.actor.agency?.name ?? '', uscc: ctx.actor.agency?.uscc ?? '' };
  const context = { today: dayOf(ctx.clock.now()), agency };
  const [matters, errors, seen]: [Matter[], Imported['errors'], Set<string>] = [[], [], new Set()];
  let rows = 0;
  for await (const raw of readRows({ catalog: matterTable }, source)) {
    rows += 1;
    const found = assessMatter(raw, context, seen);
    if (!found.ok) errors.push({ row: raw.row, verdict: 'rejected', errors: [...found.faults] });
    else {
      matters.push(found.matter);
      seen.add(found.matter.code);
      if (found.warnings.length > 0)
        errors.push({ row: raw.row, verdict: 'warned', errors: [...found.warnings] });
    }
  }
  return { matters, errors, rows };
};
