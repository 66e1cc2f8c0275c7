import type { Fault } from '../../kernel/problems.ts';
import { foldBrackets, foldText } from '../../kernel/text.ts';

export const FALLEN = 'row.decision-fallen';

export type DecisionEnd = { by: string; on: string; documentNo: string | null };
// subjectId: the file that it counts in today. isOwn: fed by the asking agency or one that it took over from.
export type FallenDecision = {
  id: number;
  sourceNo: string;
  documentKey: string | null;
  authorityUscc: string | null;
  isOwn: boolean;
  subjectId: number;
  end: DecisionEnd;
};
type Decision = { sourceNo: string; documentNo: string | null; authorityUscc: string | null };

// 〔2026〕第01号, [2026]1号 and （2026） 1 号 are one document.
export const documentKey = (documentNo: string | null): string | null => {
  if (documentNo === null) return null;
  const folded = foldBrackets(foldText(documentNo));
  return folded.replace(/第(?=\d)/g, '').replace(/(?<!\d)0+(?=\d)/g, '') || null;
};

// The number of the record or the number of the document names the decision, whatever else its rows say.
// Basis: 国办发〔2020〕49号第（八）项；本市设定（同一决定以来源记录号或认定单位与文书号识别）
export const isSameDecision = (fallen: FallenDecision, row: Decision): boolean => {
  if (fallen.isOwn && fallen.sourceNo === row.sourceNo) return true;
  const isSameAuthority =
    fallen.isOwn || (fallen.authorityUscc !== null && fallen.authorityUscc === row.authorityUscc);
  return isSameAuthority && fallen.documentKey !== null && fallen.documentKey === documentKey(row.documentNo);
};

type Numbered = {
  recordId: number;
  agencyId: number;
  authorityUscc: string | null;
  documentKey: string | null;
};
type Beside = { of: number; agencyId: number; authorityUscc: string | null; documentNo: string | null };

// Another record of the same subject that states the same decision. of: the record that it stands beside.
export const isTwin = (fallen: Numbered, record: Beside): boolean =>
  record.of === fallen.recordId &&
  fallen.documentKey !== null &&
  fallen.documentKey === documentKey(record.documentNo) &&
  (fallen.agencyId === record.agencyId ||
    (fallen.authorityUscc !== null && fallen.authorityUscc === record.authorityUscc));

export const endText = ({ by, on, documentNo }: DecisionEnd) =>
  `已于 ${on} 由${by}撤销或者删除（${documentNo === null ? '未登记文书号' : `文书号：${documentNo}`}）`;

export const fallenText = (end: DecisionEnd): string =>
  `该决定${endText(end)}，不因再次报送而恢复；确应恢复的，请由认定单位办理恢复列入（POST /api/v1/listings/{id}/restorations，注明依据的文书），另有新决定的，请以新的文书号和来源记录号报送。`;

export const fallenFault = (end: DecisionEnd): Fault => ({ code: FALLEN, message: fallenText(end) });

export const fallenOfOther = (end: DecisionEnd): Fault => ({
  code: 'row.decision-fallen-for-other',
  message: `该决定对另一主体${endText(end)}；已按本行的主体收录，请核对本行的主体是否无误。`,
});
