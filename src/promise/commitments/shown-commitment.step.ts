import { findAgencyById } from '../../access/agencies/agency.store.ts';
import { creditCommitment } from '../../law/catalogs/records/credit-commitment.catalog.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { statementOver } from '../../platform/door/statement-over.ts';
import { findCheck } from '../../window/checks/check.store.ts';
import { withoutGround } from '../../window/checks/check-answer.ts';
import { decideAgain } from '../../window/checks/check-group.ts';
import type { CommitmentShown } from './commitment.schema.ts';
import { type CommitmentRow, findSignature } from './commitment.store.ts';
import { commitmentLine } from './commitment-out.ts';
import { isPromiseSigned, readSigned } from './electronic-signature.ts';
import { nationalRow } from './national-row.rules.ts';

type At = { ctx: Ctx; tx: Db };

// A caller that has just asked what a check would answer says so, and it is not asked twice.
export const shownCommitment = async (
  at: At,
  row: CommitmentRow,
  known?: { warning: CommitmentShown['warning'] },
): Promise<CommitmentShown> => ({
  ...commitmentLine(row),
  statement: row.statement,
  disclosure: row.disclosure,
  signature: await shownSignature(at.tx, row),
  warning: known ? known.warning : await changedSince(at, row),
  despite: row.despite,
  columns: await nationalColumns(at.tx, row),
});

const shownSignature = async (tx: Db, { no, statement }: CommitmentRow) => {
  const signature = await findSignature(tx, no);
  if (!signature) return null;
  const { way, algorithm, publicKey, signature: signed, at } = signature;
  const read = algorithm && publicKey && signed && readSigned({ algorithm, publicKey, signature: signed });
  const genuine = read && statement !== null ? await isPromiseSigned(statement, read) : null;
  return { way, algorithm, publicKey, signature: signed, genuine, at };
};

// While a promise is on its way the clerk is told what a check would answer now.
export const changedSince = async (at: At, row: CommitmentRow): Promise<CommitmentShown['warning']> => {
  if (row.state !== 'draft' && row.state !== 'signed') return null;
  const check = await findCheck(at.tx, row.checkNo);
  if (!check) return null;
  const { outcome, reasons } = await decideAgain(statementOver(at.tx), at.ctx, check);
  return outcome === 'eligible' ? null : { outcome, reasons: reasons.map(withoutGround) };
};

// Basis: 信用承诺数据归集标准（20 项）
const nationalColumns = async (tx: Db, row: CommitmentRow): Promise<CommitmentShown['columns']> => {
  const { subject } = commitmentLine(row);
  const agency = await findAgencyById(tx, row.agencyId);
  const values = subject && agency ? nationalRow({ ...row, promisor: subject, agency }) : {};
  return creditCommitment.fields.map(({ name, header }, place) => ({
    no: place + 1,
    header,
    text: (values as Record<string, string>)[name] ?? null,
  }));
};
