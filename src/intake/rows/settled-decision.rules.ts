import type { Fault } from '../../kernel/problems.ts';
import { documentKey } from '../../registry/records/fallen-decision.rules.ts';

/**
 * A record about which something was decided, or is about to be. stopped: a dispute ended its disclosure.
 * open: a dispute or an appeal is pending, and a stay may stand.
 */
export type SettledRecord = {
  id: number;
  subjectId: number;
  agencyId: number;
  authorityUscc: string | null;
  documentNo: string | null;
  what: 'repaired' | 'stopped' | 'open';
};
type Decision = { agencyId: number; authorityUscc: string | null; documentNo: string | null };

/** Another number of the same decision about the same subject. */
export const isSameDocument = (settled: SettledRecord, row: Decision): boolean => {
  const key = documentKey(row.documentNo);
  const isSameAuthority =
    settled.agencyId === row.agencyId ||
    (settled.authorityUscc !== null && settled.authorityUscc === row.authorityUscc);
  return key !== null && key === documentKey(settled.documentNo) && isSameAuthority;
};

const settledWords = { repaired: '已准予修复或者移出', stopped: '已因异议成立停止展示' } as const;

// Basis: 信用修复管理办法（发展改革委令第36号）第三条；本市设定（已修复、停止展示的决定不因再次报送而恢复）
export const settledFault = (what: keyof typeof settledWords): Fault => ({
  code: 'row.decision-settled',
  message: `该决定${settledWords[what]}，不因再次报送或者换用编号而恢复，本行暂存待核，不参与核查和公示；以虚假材料取得修复等确应恢复的，请凭文书办理恢复列入，或请登记机构核实。`,
});

export const openCaseWarning: Fault = {
  code: 'row.decision-in-case',
  message:
    '同一决定已以另一来源记录号收录，其异议、复议诉讼（含停止执行）尚未办结，一并适用于本记录；办结时两条记录都要办理。',
};
