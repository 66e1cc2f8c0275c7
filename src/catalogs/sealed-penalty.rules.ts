import type { Fault } from '../kernel/problems.ts';
import { withoutBlanks } from '../kernel/text.ts';
import type { RowCells } from './catalog.ts';
import { faultAt } from './row-faults.ts';

const PUBLIC_SECURITY = /治安管理处罚|治安处罚|治安管理违法|治安违法/;
const SPEAKING = [
  'legalBasis',
  'content',
  'penaltyType',
  'violationType',
  'facts',
  'remark',
  'revocationReason',
];

// Basis: 治安管理处罚法（2025修订，2026-01-01 施行）第一百三十六条：治安违法记录应当予以封存，不得提供或者公开
export const sealedPenalty = (cells: RowCells): Fault | undefined => {
  if (!SPEAKING.some((name) => namesPublicSecurity(cells[name]?.text)) && !isUnexplainedDetention(cells))
    return;
  return faultAt(
    '处罚依据',
    'row.sealed-public-security',
    '治安管理处罚记录依法封存，本系统不接收、不留存；请从报送文件中删除该行。',
  );
};

const namesPublicSecurity = (text: string | undefined): boolean =>
  text?.includes('治') === true && PUBLIC_SECURITY.test(withoutBlanks(text));

const isUnexplainedDetention = (cells: RowCells): boolean =>
  (cells.penaltyType?.text ?? '').includes('拘留') && withoutBlanks(cells.legalBasis?.text ?? '') === '';
