import { dayOf } from '../../kernel/day.ts';
import { RuleSet } from '../../law/rulebook/rule-set.schema.ts';
import { ruleSetVersions } from '../../law/rulebook/rule-set.store.ts';
import type { Deps } from '../../platform/door/deps.ts';
import { decide } from './check.rules.ts';
import { checksAfter } from './check.store.ts';
import { codeOf, signatureOf } from './check-receipt.rules.ts';
import type { CheckRow } from './check-row.rules.ts';

export type Replay = { checked: number; differing: string[] };

const AT_ONCE = 500;

// Decides every kept check again from its own facts, rule set and day; the answers must be the same, clean
// ones too, and what is kept must bear the signature it was given with.
export const replayChecks = async (
  deps: Deps,
  onProgress: (checked: number) => void = () => {},
): Promise<Replay> => {
  const versions = new Map(
    (await ruleSetVersions(deps.db)).map(({ version, content }) => [version, RuleSet.parse(content)]),
  );
  const replay: Replay = { checked: 0, differing: [] };
  for (
    let page = await checksAfter(deps.db, '', AT_ONCE);
    page.length > 0;
    page = await checksAfter(deps.db, page.at(-1)?.no ?? '', AT_ONCE)
  ) {
    for (const row of page) {
      const ruleSet = versions.get(row.ruleSetVersion);
      if (!ruleSet || !isSameAgain(row, ruleSet) || !isSigned(deps, row)) replay.differing.push(row.no);
    }
    replay.checked += page.length;
    onProgress(replay.checked);
  }
  return replay;
};

const isSameAgain = (row: CheckRow, ruleSet: RuleSet): boolean => {
  const again = decide(row.facts, ruleSet, dayOf(new Date(row.decidedAt)));
  return again.outcome === row.outcome && isSame(again.reasons, row.reasons);
};

const isSigned = ({ vault }: Deps, row: CheckRow): boolean => {
  const signature = signatureOf(row, vault.sign);
  return signature === null || codeOf(signature) === row.verifyCode;
};

// jsonb keeps no key order and no undefined members.
const isSame = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)))
      : inner,
  );
