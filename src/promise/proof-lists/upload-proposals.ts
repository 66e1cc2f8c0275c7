import { readRows } from '../../intake/reading/read-rows.ts';
import { type SheetUpload, wholeFile } from '../../intake/uploads/whole-file.ts';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { act, permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { draftProposals, printOf } from './draft-proposals.step.ts';
import type { SheetRead } from './matter-proposal.schema.ts';
import { holdAgencyProposals, livePrints } from './matter-proposal.store.ts';
import { proposalTable } from './proposal-columns.ts';
import { assessProposal, likenessOf, type ProposalContent } from './proposal-content.rules.ts';

const MOST_BYTES = 20 * 1024 * 1024;
// Every row is answered, so the answer bounds the file.
const MOST_ROWS = 5000;

type Line = { row: number; content: ProposalContent; print: string };
type Read = { good: Line[]; told: SheetRead['rows']; count: number };

// Good rows become drafts; each other row is told, with every reason. The same row sent again is the same
// proposal.
// Errors: batch.*, matter-proposal.too-many-rows.
export const uploadProposals = async (ctx: Ctx, upload: SheetUpload): Promise<SheetRead> => {
  permit(ctx, 'matter-proposal.draft');
  const source = await wholeFile(upload, Math.min(MOST_BYTES, ctx.config.maxUploadBytes));
  const read = await verdicts(ctx, source);
  return act(ctx, 'matter-proposal.draft', async (tx) => {
    const agencyId = ctx.actor.agency?.id ?? 0;
    await holdAgencyProposals(tx, agencyId);
    const known = await livePrints(tx, agencyId);
    const fresh = read.good.filter(({ print }) => !known.has(print));
    const same = read.good.filter(({ print }) => known.has(print));
    const nos = await draftProposals(
      { ctx, tx },
      fresh.map(({ content }) => content),
    );
    const value = answerOf(read, {
      drafted: fresh.map(({ row }, place) => ({ row, no: nos[place] ?? '' })),
      same,
    });
    return { value, audit: { ...value.counts }, events: [] };
  });
};

const answerOf = (
  { told, count }: Read,
  { drafted, same }: { drafted: SheetRead['drafted']; same: readonly Line[] },
): SheetRead => {
  const message = '这一行已在办理，没有重复登记。';
  const unchanged = same.map(({ row }) => ({
    row,
    verdict: 'unchanged' as const,
    errors: [{ code: 'proposal.same', message }],
  }));
  const warned = told.filter(({ verdict }) => verdict === 'warned').length;
  const counts = {
    rows: count,
    drafted: drafted.length,
    unchanged: same.length,
    rejected: told.length - warned,
    warned,
  };
  return { counts, drafted, rows: [...told, ...unchanged].sort((one, other) => one.row - other.row) };
};

const verdicts = async (ctx: Ctx, source: Awaited<ReturnType<typeof wholeFile>>): Promise<Read> => {
  const { agency } = ctx.actor;
  const context = {
    today: dayOf(ctx.clock.now()),
    agency: { name: agency?.name ?? '', uscc: agency?.uscc ?? '' },
  };
  const read: Read = { good: [], told: [], count: 0 };
  const [prints, likes] = [new Set<string>(), new Map<string, number>()];
  for await (const raw of readRows({ catalog: proposalTable }, source)) {
    read.count += 1;
    if (read.count > MOST_ROWS) throw new Problem('matter-proposal.too-many-rows');
    const verdict = assessProposal(raw, context);
    if (!verdict.ok) {
      read.told.push({ row: raw.row, verdict: 'rejected', errors: [...verdict.faults] });
      continue;
    }
    const { content } = verdict;
    const [print, likeness] = [printOf(content), likenessOf(content)];
    if (prints.has(print)) {
      read.told.push({ row: raw.row, verdict: 'rejected', errors: [doubled(likes.get(likeness))] });
      continue;
    }
    const alike = likes.has(likeness) ? [likeRow(likes.get(likeness))] : [];
    const errors = [...verdict.warnings, ...alike];
    if (errors.length > 0) read.told.push({ row: raw.row, verdict: 'warned', errors });
    prints.add(print);
    if (!likes.has(likeness)) likes.set(likeness, raw.row);
    read.good.push({ row: raw.row, content, print });
  }
  return read;
};

const doubled = (row: number | undefined) => ({
  code: 'proposal.doubled',
  message: `与第 ${row} 行完全相同，只登记一次。`,
});
const likeRow = (row: number | undefined) => ({
  code: 'proposal.duplicate',
  message: `与第 ${row} 行的证明名称、办理事项相同，请核对是否重复。`,
});
