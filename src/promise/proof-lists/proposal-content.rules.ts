import { type Fault, Problem } from '../../kernel/problems.ts';
import { foldText } from '../../kernel/text.ts';
import type { CellContext, Row } from '../../law/catalogs/catalog.ts';
import { readCells } from '../../law/catalogs/reading/assess-row.rules.ts';
import { type Replacement, replacementWords, riskWords } from '../../law/matters/matter-columns.ts';
import { proposalTable } from './proposal-columns.ts';
import {
  fateWords,
  type Ground,
  groundWords,
  type Party,
  type ProofFate,
  partyWords,
} from './proposal-words.rules.ts';

export type RiskClass = keyof typeof riskWords;

export type ProposalContent = {
  name: string;
  item: string;
  basis: string | null;
  issuingUnit: string | null;
  party: Party;
  ground: Ground | null;
  fate: ProofFate;
  replacement: Replacement | null;
  replacementNote: string | null;
  riskClass: RiskClass | null;
  noticeText: string | null;
  commitmentText: string | null;
  matterCode: string | null;
};

// A promise is its own replacement; what the columns leave open of it is filled in.
export const settled = (content: ProposalContent): ProposalContent =>
  content.fate === 'promise' && content.replacement === null
    ? { ...content, replacement: 'commitment' }
    : content;

const HEADERS = { replacement: '替代方式', riskClass: '风险等级', replacementNote: '替代方式说明' } as const;
type Told = { name: keyof typeof HEADERS; code: string; message: string };

// Basis: 国办发〔2020〕42号: not where the risk is high; a cancelled proof is replaced by no promise. 本市设定：取消而没有
// 替代方式的，说明理由。
export const unfit = ({ fate, replacement, riskClass, replacementNote }: ProposalContent): Told[] => [
  ...(fate === 'promise' && riskClass === 'high'
    ? [told('riskClass', 'matter.high-risk', '风险等级为高的事项不得实行告知承诺，请改为保留。')]
    : []),
  ...(fate === 'promise' && replacement !== null && replacement !== 'commitment'
    ? [told('replacement', 'matter.replacement', '实行告知承诺的，替代方式应为“告知承诺”或者留空。')]
    : []),
  ...(fate !== 'promise' && replacement === 'commitment'
    ? [
        told(
          'replacement',
          'matter.replacement',
          '以承诺代替的，处理意见应为“实行告知承诺”；取消的请改填信息共享、部门协查或无需替代。',
        ),
      ]
    : []),
  ...(fate === 'cancel' && (replacement ?? 'none') === 'none' && !replacementNote
    ? [told('replacementNote', 'proposal.no-reason', '取消后没有替代方式的，请说明理由。')]
    : []),
];

const told = (name: Told['name'], code: string, message: string): Told => ({ name, code, message });

/** A typed proposal, filled in; refused where fate and replacement do not fit each other. */
export const fittingContent = (typed: ProposalContent): ProposalContent => {
  const content = settled(typed);
  const errors = unfit(content).map(({ name, ...fault }) => ({ pointer: `/${name}`, ...fault }));
  if (errors.length > 0) throw new Problem('matter-proposal.unfit', { errors });
  return content;
};

const keyOf = <K extends string>(words: Readonly<Record<K, string>>, word: string | undefined): K | null => {
  for (const key in words) if (words[key] === word) return key;
  return null;
};

export type ProposalVerdict =
  | { ok: true; content: ProposalContent; warnings: readonly Fault[] }
  | { ok: false; faults: readonly Fault[] };

/** One row of form 4, with every fault at once. */
export const assessProposal = (row: Row, context: CellContext): ProposalVerdict => {
  const { values, faults, warnings } = readCells(proposalTable, row, context);
  const content = settled({
    name: values.name ?? '',
    item: values.item ?? '',
    basis: values.basis ?? null,
    issuingUnit: values.issuingUnit ?? null,
    party: keyOf(partyWords, values.party) ?? 'both',
    ground: keyOf(groundWords, values.ground),
    fate: keyOf(fateWords, values.fate) ?? 'retain',
    replacement: keyOf(replacementWords, values.replacement),
    replacementNote: values.replacementNote ?? null,
    riskClass: keyOf(riskWords, values.riskClass),
    noticeText: values.noticeText ?? null,
    commitmentText: values.commitmentText ?? null,
    matterCode: values.matterCode ?? null,
  });
  if (faults.length > 0) return { ok: false, faults };
  const found = unfit(content).map(({ name, ...fault }) => ({ column: HEADERS[name], ...fault }));
  return found.length > 0 ? { ok: false, faults: found } : { ok: true, content, warnings };
};

/** Two proposals for one proof: the same name for the same business, however it is spelled. */
export const likenessOf = ({ name, item }: Pick<ProposalContent, 'name' | 'item'>): string =>
  `${foldText(name)}|${foldText(item)}`;
