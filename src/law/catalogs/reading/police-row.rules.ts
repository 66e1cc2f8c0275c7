import type { Fault } from '../../../kernel/problems.ts';
import { withoutBlanks } from '../../../kernel/text.ts';
import type { Catalog, CellContext, RowCells } from '../catalog.ts';
import { faultAt } from './row-faults.ts';

const POLICE = /公安|派出所|交警|交通警察/;

// Statutes of the public security organs whose penalties are credit information. A row under no statute of
// this list could be a sealed 治安 record under another name, so it is not kept.
// Basis: 治安管理处罚法（2025修订）第一百三十六条；清单为本市设定（文号待录入），参照各法的行政处罚章
const COUNTED = [
  '反电信网络诈骗法',
  '道路交通安全法',
  '禁毒法',
  '出境入境管理法',
  '枪支管理法',
  '网络安全法',
  '反恐怖主义法',
  '居民身份证法',
  '民用爆炸物品安全管理条例',
  '烟花爆竹安全管理条例',
  '危险化学品安全管理条例',
  '易制毒化学品管理条例',
  '保安服务管理条例',
  '企业事业单位内部治安保卫条例',
  '大型群众性活动安全管理条例',
];

const isOfPolice = (cells: RowCells, { agency }: CellContext): boolean =>
  POLICE.test(withoutBlanks(cells.authorityName?.text ?? '')) ||
  POLICE.test(agency.name) ||
  withoutBlanks(cells.penaltyType?.text ?? '').includes('拘留');

/** A penalty of the police counts only under a statute of the list; of any other nothing is kept. */
export const policeRow = (catalog: Catalog, cells: RowCells, context: CellContext): Fault | undefined => {
  if (catalog.nature !== 'negative') return undefined;
  const basis = catalog.fields.find(({ name }) => name === 'legalBasis');
  if (!basis || !isOfPolice(cells, context)) return undefined;
  const cited = withoutBlanks(cells.legalBasis?.text ?? '');
  if (COUNTED.some((statute) => cited.includes(statute))) return undefined;
  return faultAt(
    basis.header,
    'row.sealed-public-security',
    '公安机关的处罚只接收处罚依据写明《道路交通安全法》等清单内法律法规全称的；其余按治安管理处罚记录封存，本系统不留存。请从报送文件中删除该行；依据确在清单内的，请写明法律全称后重新报送。',
  );
};
