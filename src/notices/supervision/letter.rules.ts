import { dayOf } from '../../kernel/day.ts';
import type { Block } from '../../platform/sheets/docx-writer.ts';
import type { NamesByCode } from '../inbox/catalog-names.ts';
import {
  byPersonhood,
  type SupervisionItem,
  supervisionCells,
  supervisionHeader,
} from './supervision-out.rules.ts';

export type Letter = {
  id: string;
  no: string;
  agency: string;
  agencyName: string;
  issuer: string;
  issuedBy: string;
  issuedAt: string;
  demand: string;
  items: SupervisionItem[];
  dueOn: string;
  isProvisional: boolean;
  overdue: boolean;
  reply: string | null;
  repliedBy: string | null;
  repliedAt: string | null;
};

/** 督办〔2026〕1号: by the year of issue, without a hole. */
export const letterNo = (year: number, number: number): string => `督办〔${year}〕${number}号`;

export const DEMAND = '请逐项办理并反馈；不能办理的，说明原因。';

const tables = (items: readonly SupervisionItem[], listNames: NamesByCode): Block[] =>
  byPersonhood(items).flatMap((part) => [
    { kind: 'text' as const, text: `${part.word}（${part.items.length} 项）` },
    { kind: 'table' as const, header: supervisionHeader, rows: supervisionCells(part.items, listNames) },
  ]);

export const letterBlocks = (letter: Letter, listNames: NamesByCode): Block[] => [
  { kind: 'title', text: '联合奖惩执行督办函' },
  { kind: 'right', text: letter.no },
  { kind: 'text', text: `${letter.agencyName}：` },
  {
    kind: 'text',
    text: [
      `截至 ${dayOf(new Date(letter.issuedAt))}，你单位有以下 ${letter.items.length} 项逾期未办。${letter.demand}`,
      `请于 ${letter.dueOn} 前答复。`,
    ].join('\n'),
  },
  ...tables(letter.items, listNames),
  { kind: 'right', text: `${letter.issuer}\n${dayOf(new Date(letter.issuedAt))}` },
];

export const boardBlocks = (
  today: string,
  items: readonly SupervisionItem[],
  listNames: NamesByCode,
): Block[] => [
  { kind: 'title', text: '联合奖惩执行督办清单' },
  { kind: 'right', text: `截至 ${today}，共 ${items.length} 项` },
  ...tables(items, listNames),
];
