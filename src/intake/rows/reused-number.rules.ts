import type { Fault } from '../../kernel/problems.ts';
import type { PreparedRow } from '../reading/prepared-row.rules.ts';

// owner: whose record the number has now, seen from the row; undefined where it has none.
export type NumberOwner = { owner: 'the-same' | 'another' | undefined; isDryRun: boolean };

// Within one file a number has one subject: a second one would take the first one's place unseen. A trial run
// writes no record that could tell whose the number is.
export const isReused = (
  { earlier }: Pick<PreparedRow, 'earlier'>,
  { owner, isDryRun }: NumberOwner,
): boolean => {
  if (earlier === undefined) return false;
  return owner === 'another' || (earlier.isOther === true && (isDryRun || owner === undefined));
};

// The first row waits, for nobody knows which of the two the number was meant for; what was on file for its
// subject already stays.
export const waitsForLater = (
  { later }: Pick<PreparedRow, 'later'>,
  { owner }: Pick<NumberOwner, 'owner'>,
): boolean => later !== undefined && owner !== 'the-same';

export const REUSED = 'row.number-reused';

export const waitingFault = (row: number, later: number): Fault => ({
  code: REUSED,
  message: `第 ${row} 行与第 ${later} 行的来源记录号相同而当事人不同，本行暂存待核，不参与核查和公示；请核对两行，一条记录用一个编号，改正后重报，或请登记机构核实。`,
});

export const reusedFault = ({ rowNo, earlier }: Pick<PreparedRow, 'rowNo' | 'earlier'>): Fault => ({
  code: REUSED,
  message: `第 ${rowNo} 行与第 ${earlier?.row ?? 0} 行的来源记录号相同而当事人不同，本行未收；请核对两行，一条记录用一个编号，改正后重报。`,
});

// A later file may name another subject: the first was named wrongly.
export const movedWarning: Fault = {
  code: 'row.subject-changed',
  message:
    '该来源记录号原属另一主体，已按本行改到本主体名下，原主体随之解除，其未办结的异议、复议诉讼和修复不转到本主体名下；如属编号误用，请换用新编号重报，并更正原记录。',
};
