import { reaches, seesFallen } from '../../access/reach.rules.ts';
import { type Day, dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { look } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { fallenGrounds, findCheck, recheckLinks } from './check.store.ts';
import { checkAnswer } from './check-answer.ts';
import { signatureOf } from './check-receipt.rules.ts';
import type { CheckRow, KeptFacts } from './check-row.rules.ts';
import { validityOf } from './check-validity.ts';
import { differenceSince } from './recheck.rules.ts';
import { groundsOf, shownCheck } from './shown-check.rules.ts';

// The decision as it was made, for the agency that asked and for the registrar; only the auditor sees the
// stored whole.
export const showCheck = (ctx: Ctx, no: string) =>
  look(ctx, 'check.show', async (tx) => {
    const row = await findCheck(tx, no);
    if (!row || !reaches(ctx.actor, 'check.show', row.agencyId)) throw new Problem('check.unknown');
    const today = dayOf(ctx.clock.now());
    const fallen = await fallenGrounds(tx, groundsOf(row.facts), today);
    const shown = shownCheck(
      row,
      seesFallen(ctx.actor) ? new Set() : fallen,
      signatureOf(row, ctx.vault.sign),
    );
    const links = await recheckLinks(tx, no);
    const before = links.of === null ? undefined : await findCheck(tx, links.of);
    const confirmation = row.choice
      ? { choice: row.choice, note: row.note, by: row.confirmedBy ?? '', at: row.confirmedAt ?? '' }
      : null;
    return {
      value: {
        ...checkAnswer(shown, ctx),
        agency: row.agencyName,
        facts: factList(shown.facts),
        confirmation,
        validity: await validityOf(tx, row, { today, fallen }),
        recheck: before ? await differenceFrom(tx, before, row, today) : null,
        recheckedBy: links.by,
      },
      audit: { subjectId: row.subjectId, no },
    };
  });

const differenceFrom = async (tx: Db, before: CheckRow, after: CheckRow, today: Day) => {
  const grounds = [before, after].flatMap(({ facts }) => groundsOf(facts));
  return differenceSince(before, after, await fallenGrounds(tx, grounds, today));
};

const factList = ({ subject, listings, records, honours = [], feeds, matter, doubts = [] }: KeptFacts) => [
  { kind: 'subject', ...subject },
  ...listings.map((fact) => ({ kind: 'listing', ...fact })),
  ...records.map((fact) => ({ kind: 'record', ...fact })),
  ...honours.map((fact) => ({ kind: 'honour', ...fact })),
  ...feeds.map((fact) => ({ kind: 'feed', ...fact })),
  ...(matter ? [{ kind: 'matter', ...matter }] : []),
  ...doubts.map((fact) => ({ kind: 'doubt', ...fact })),
];
