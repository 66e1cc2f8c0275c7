import { replacementWords, riskWords } from '../../law/matters/matter-columns.ts';
import type { Sheet } from '../../platform/sheets/xlsx-writer.ts';
import type { ProposalShown } from './matter-proposal.schema.ts';
import {
  fateWords,
  groundWords,
  officeWords,
  partyWords,
  proposalStateWords,
  stanceWords,
} from './proposal-words.rules.ts';

const opinionOf = ({ opinions }: ProposalShown, office: 'legal' | 'service-centre'): string => {
  const given = opinions.find((one) => one.office === office && one.isCurrent);
  return given ? [stanceWords[given.stance], given.words].filter(Boolean).join('：') : '';
};

const FLAGS = '提示';

const columns: readonly (readonly [string, (shown: ProposalShown) => string | null])[] = [
  ['编号', ({ no }) => no],
  ['索要单位', ({ agency }) => agency],
  ['证明名称', ({ name }) => name],
  ['办理事项', ({ item }) => item],
  ['设定依据', ({ basis }) => basis],
  ['开具单位', ({ issuingUnit }) => issuingUnit],
  ['对象', ({ party }) => partyWords[party]],
  ['符合的“七个一律”情形', ({ ground }) => ground && groundWords[ground]],
  ['处理意见', ({ fate }) => fateWords[fate]],
  ['替代方式', ({ replacement }) => replacement && replacementWords[replacement]],
  ['替代方式说明', ({ replacementNote }) => replacementNote],
  ['风险等级', ({ riskClass }) => riskClass && riskWords[riskClass]],
  ['事项编码', ({ matterCode }) => matterCode],
  ['状态', ({ state }) => proposalStateWords[state].word],
  [`${officeWords.legal}意见`, (shown) => opinionOf(shown, 'legal')],
  [`${officeWords['service-centre']}意见`, (shown) => opinionOf(shown, 'service-centre')],
  ['决定文号', ({ decision }) => decision?.documentNo ?? null],
  [FLAGS, ({ flags }) => flags.map(({ message }) => message).join('\n')],
];

/** The sheet as it is signed: the flags are for the desk. */
export const withoutFlags = ({ header, rows }: Sheet): Pick<Sheet, 'header' | 'rows'> => {
  const place = header.indexOf(FLAGS);
  const kept = (cells: readonly string[]) => cells.filter((_, at) => at !== place);
  return { header: kept(header), rows: rows.map(kept) };
};

// The columns that a unit fills in stand under the names by which the upload reads them.
// Basis: 本市设定：实施方案附件 4（证明事项汇总表）
export const formFour = (shown: readonly ProposalShown[]): Sheet => ({
  name: '证明事项汇总表',
  header: ['序号', ...columns.map(([header]) => header)],
  rows: shown.map((one, place) => [String(place + 1), ...columns.map(([, cell]) => cell(one) ?? '')]),
});
