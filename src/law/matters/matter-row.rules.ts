import type { Fault } from '../../kernel/problems.ts';
import type { CellContext, Row } from '../catalogs/catalog.ts';
import { readCells } from '../catalogs/reading/assess-row.rules.ts';
import type { Matter } from './matter.rules.ts';
import { listWords, matterKindWords, matterTable, replacementWords, riskWords } from './matter-columns.ts';

export type MatterVerdict =
  | { ok: true; matter: Matter; warnings: readonly Fault[] }
  | { ok: false; faults: readonly Fault[] };

const keyOf = <K extends string>(words: Readonly<Record<K, string>>, word: string | undefined): K | null =>
  (Object.keys(words) as K[]).find((key) => words[key] === word) ?? null;

// One row of the sheet, with every fault at once. seen: codes of the rows before it.
export const assessMatter = (row: Row, context: CellContext, seen: ReadonlySet<string>): MatterVerdict => {
  const { values, faults, warnings } = readCells(matterTable, row, context);
  const matter: Matter = {
    code: values.code ?? '',
    name: values.name ?? '',
    item: values.item ?? null,
    department: values.department ?? '',
    basis: values.basis ?? '',
    list: keyOf(listWords, values.list) ?? 'retained',
    kind: keyOf(matterKindWords, values.kind) ?? 'proof',
    issuingUnit: values.issuingUnit ?? null,
    replacement: keyOf(replacementWords, values.replacement),
    replacementNote: values.replacementNote ?? null,
    riskClass: keyOf(riskWords, values.riskClass),
    noticeText: values.noticeText ?? null,
    commitmentText: values.commitmentText ?? null,
  };
  const found = [...faults, ...unlawful(matter, seen)];
  return found.length > 0
    ? { ok: false, faults: found }
    : { ok: true, matter, warnings: [...warnings, ...incomplete(matter)] };
};

// Basis: 国办发〔2020〕42号: not where the risk is high and the harm hard to undo; a cancelled proof is replaced by
// no promise.
const unlawful = (matter: Matter, seen: ReadonlySet<string>): Fault[] => {
  const isPromised = matter.replacement === 'commitment';
  return [
    ...(matter.code !== '' && seen.has(matter.code)
      ? [fault('事项编码', 'matter.doubled', `事项编码 ${matter.code} 在本文件中重复，请只保留一行。`)]
      : []),
    ...(matter.list === 'commitment' && matter.riskClass === 'high'
      ? [fault('风险等级', 'matter.high-risk', '风险等级为高的事项不得适用告知承诺，请改列保留清单。')]
      : []),
    ...(matter.list === 'commitment' && matter.replacement !== null && !isPromised
      ? [fault('替代方式', 'matter.replacement', '适用告知承诺的事项，替代方式应为“告知承诺”。')]
      : []),
    ...(matter.list === 'cancelled' && isPromised
      ? [
          fault(
            '替代方式',
            'matter.replacement',
            '已取消的证明不得再要求承诺，请改填信息共享、部门协查或无需替代。',
          ),
        ]
      : []),
  ];
};

// Basis: 国办发〔2020〕42号: notice and promise must be in writing before anybody promises.
const incomplete = (matter: Matter): Fault[] =>
  matter.list !== 'commitment'
    ? []
    : [
        ...(matter.noticeText
          ? []
          : [fault('告知书文本', 'matter.no-notice', '尚无告知书文本，请在实施前补齐。')]),
        ...(matter.commitmentText
          ? []
          : [fault('承诺书文本', 'matter.no-commitment', '尚无承诺书文本，请在实施前补齐。')]),
      ];

const fault = (column: string, code: string, message: string): Fault => ({ column, code, message });
