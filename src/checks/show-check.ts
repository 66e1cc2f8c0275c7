import { Problem } from '../kernel/problems.ts';
import { look } from '../platform/act.ts';
import type { Ctx } from '../platform/deps.ts';
import type { Facts } from './check.rules.ts';
import { fallenGrounds, findCheck } from './check.store.ts';
import { checkAnswer } from './check-answer.ts';
import { hideFallen } from './shown-check.rules.ts';

// The decision as it was made, for the agency that asked and for the registrar; only the auditor sees the stored whole.
export const showCheck = (ctx: Ctx, no: string) =>
  look(ctx, 'check.show', async (tx) => {
    const row = await findCheck(tx, no);
    const seesAll = ctx.actor.roles.includes('auditor');
    const mayRead =
      row && (seesAll || ctx.actor.roles.includes('registrar') || row.agency_id === ctx.actor.agency?.id);
    if (!mayRead) throw new Problem('check.unknown');
    const fallen = seesAll ? new Set<string>() : await fallenGrounds(tx, [no]);
    const reasons = hideFallen(row.reasons, fallen);
    const confirmation = row.choice
      ? { choice: row.choice, note: row.note, by: row.confirmed_by ?? '', at: row.confirmed_at ?? '' }
      : null;
    return {
      value: {
        ...checkAnswer({ ...row, reasons }, ctx.config.publicUrl),
        agency: row.agency_name,
        facts: factList(row.facts, fallen),
        confirmation,
      },
      audit: { subjectId: row.subject_id, no },
    };
  });

const factList = (facts: Facts, fallen: ReadonlySet<string>) => [
  { kind: 'subject', ...facts.subject },
  ...facts.listings
    .filter(({ id }) => !fallen.has(`listing:${id}`))
    .map((fact) => ({ kind: 'listing', ...fact })),
  ...facts.records
    .filter(({ id }) => !fallen.has(`record:${id}`))
    .map((fact) => ({ kind: 'record', ...fact })),
  ...facts.feeds.map((fact) => ({ kind: 'feed', ...fact })),
  ...(facts.matter ? [{ kind: 'matter', ...facts.matter }] : []),
];
