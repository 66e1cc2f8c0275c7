import { findAgencyById } from '../../access/agencies/agency.store.ts';
import { retried } from '../../intake/rows/retried.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import { agencyRef } from '../../platform/door/actor.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { ariseVerification } from '../verifications/arise-verification.step.ts';
import type { CommitmentShown, HandleIn } from './commitment.schema.ts';
import { type CommitmentRow, findCommitment, moveCommitmentTo } from './commitment.store.ts';
import { keepFulfilment } from './keep-fulfilment.step.ts';
import { nationalRow } from './national-row.rules.ts';
import { heldCommitment, movedBy } from './own-commitment.step.ts';
import { changedSince, shownCommitment } from './shown-commitment.step.ts';

type At = { ctx: Ctx; tx: Db };

// The matter is handled on the promise; from now on the file tells of it. A clerk whose applicant was listed
// since is told first, and may go on with a reason.
// Errors: commitment.unknown, commitment.wrong-stage, commitment.listed-meanwhile, commitment.row-refused.
export const concludeCommitment = (
  ctx: Ctx,
  { no, despite }: HandleIn & { no: string },
): Promise<CommitmentShown> =>
  retried(() =>
    act(ctx, 'commitment.handle', async (tx) => {
      const at = { ctx, tx };
      const { row, state } = await heldCommitment(at, 'commitment.handle', { no, event: 'handle' });
      const warning = await changedSince(at, row);
      if (warning && !despite)
        throw new Problem('commitment.listed-meanwhile', {
          errors: warning.reasons.map(({ code, text }) => ({ code, message: text })),
        });
      await moveCommitmentTo(tx, no, movedBy(ctx, state, warning ? (despite ?? null) : null));
      await ariseVerification(at, row);
      const events = await recordPromise(at, { ...row, state });
      const value = await shownCommitment(at, (await findCommitment(tx, no)) as CommitmentRow);
      const audit = { no, check: row.checkNo, ...(warning ? { despite, outcome: warning.outcome } : {}) };
      return { value, audit, events };
    }),
  );

const recordPromise = async ({ ctx, tx }: At, row: CommitmentRow) => {
  const agency = await findAgencyById(tx, row.agencyId);
  if (!agency || row.name === null || row.sealed === null) throw new Problem('commitment.unknown');
  const code = await ctx.vault.openText(row.sealed, `commitment:${row.no}`);
  const promisor = { type: row.kind === 'person' ? 'citizen-id' : 'uscc', code, name: row.name } as const;
  const { events } = await keepFulfilment(
    { ctx, tx },
    agencyRef(agency),
    nationalRow({ ...row, promisor, agency }),
  );
  return events;
};
