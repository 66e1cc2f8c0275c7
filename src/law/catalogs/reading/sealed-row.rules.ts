import type { Fault } from '../../../kernel/problems.ts';
import { remembered } from '../../../kernel/remembered.ts';
import { withoutBlanks } from '../../../kernel/text.ts';
import type { Catalog, Cell, Field, FieldType, RowCells } from '../catalog.ts';
import { faultAt } from './row-faults.ts';

// 《治安法》 and the 条例 before it are cited too. 治安保卫条例 is another statute.
const PUBLIC_SECURITY = /治安管理处罚|治安处罚|治安管理违法|治安违法|治安法|治安管理条例/;
// A promise or a licence may say that there is none.
const PRESENT =
  /(?<!无|没有|不存在|未有|未受过?|未曾受过?)(治安管理处罚|治安处罚|治安管理违法|治安违法|治安法|治安管理条例)/;
const SPEAKING: ReadonlySet<FieldType> = new Set<FieldType>(['text', 'name', 'choice', 'choices']);

const speakingFields = remembered((catalog: Catalog): readonly Field[] =>
  catalog.fields.filter(({ type }) => SPEAKING.has(type)),
);

// Why nothing of a row may be kept, told from its raw cells before anything else is looked at; no catalogue
// is exempt.
// Basis: 治安管理处罚法（2025修订，2026-01-01 施行）第一百三十六条：治安违法记录应当予以封存，不得提供或者公开
export const sealedRow = (catalog: Catalog, cells: RowCells): Fault | undefined => {
  const pattern = catalog.nature === 'negative' ? PUBLIC_SECURITY : PRESENT;
  const found = speakingFields(catalog).find(({ name }) => namesIt(pattern, cells[name]));
  if (!found) return;
  return faultAt(
    found.header,
    'row.sealed-public-security',
    '治安管理处罚记录依法封存，本系统不接收、不留存；请从报送文件中删除该行。',
  );
};

const namesIt = (pattern: RegExp, cell: Cell | undefined): boolean =>
  cell?.text.includes('治') === true && pattern.test(withoutBlanks(cell.text));
