import { findAgencyById } from '../../access/agencies/agency.store.ts';
import { Problem } from '../../kernel/problems.ts';
import { agencyRef } from '../../platform/door/actor.ts';
import type { Db } from '../../platform/door/db.ts';
import type { AgencyRef, Ctx } from '../../platform/door/deps.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import type { Permission } from '../../platform/door/permissions.ts';
import type { CommitmentEvent } from '../commitments/commitment.rules.ts';
import { moveCommitmentTo } from '../commitments/commitment.store.ts';
import type { Promisor } from '../commitments/commitment-text.rules.ts';
import { keepFulfilment } from '../commitments/keep-fulfilment.step.ts';
import { nationalRow } from '../commitments/national-row.rules.ts';
import { heldCommitment, movedBy } from '../commitments/own-commitment.step.ts';
import type { VerificationRow } from './verification.store.ts';

type At = { ctx: Ctx; tx: Db };
type Ending = CommitmentEvent & ('verify' | 'breach' | 'reopen');

// The promise follows its verification, and the record of the promise says so. One that is broken has its
// second record, of the breach, beside it.
export const settleCommitment = async (
  at: At,
  { commitmentNo }: VerificationRow,
  event: Ending,
  action: Permission,
): Promise<NewEvent[]> => {
  const { row, state } = await heldCommitment(at, action, { no: commitmentNo, event });
  const moved = { ...movedBy(at.ctx, state), despite: row.despite };
  await moveCommitmentTo(at.tx, commitmentNo, moved, { isReopened: event === 'reopen' });
  const { agency, promisor } = await promisorOfRow(at, row);
  const { events } = await keepFulfilment(at, agency, nationalRow({ ...row, state, promisor, agency }));
  return events;
};

type Promised = {
  commitmentNo?: string;
  no: string;
  agencyId: number;
  kind: string;
  name: string | null;
  sealed: Uint8Array | null;
};

/** The promisor with the whole number, and the agency that took the promise. */
export const promisorOfRow = async (
  { ctx, tx }: At,
  row: Promised,
): Promise<{ agency: AgencyRef; promisor: Promisor }> => {
  const agency = await findAgencyById(tx, row.agencyId);
  if (!agency || row.name === null || row.sealed === null) throw new Problem('commitment.unknown');
  const code = await ctx.vault.openText(row.sealed, `commitment:${row.commitmentNo ?? row.no}`);
  const type = row.kind === 'person' ? 'citizen-id' : 'uscc';
  return { agency: agencyRef(agency), promisor: { type, code, name: row.name } };
};
