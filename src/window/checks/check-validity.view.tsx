import type { FC } from 'hono/jsx';
import type { CheckOutcome } from './check.rules.ts';
import { type Validity, ValidityTag } from './check-receipt.view.tsx';
import { checkOutcomeWords } from './check-words.rules.ts';

export type Difference = {
  of: string;
  differs: boolean;
  outcomeBefore: CheckOutcome;
  changes: readonly { change: 'appeared' | 'fell'; text: string }[];
  ruleSetBefore: number | null;
};

type Standable = { validity: Validity; recheckedBy: readonly string[]; recheck: Difference | null };

const Numbered: FC<{ no: string }> = ({ no }) => (
  <a class="code" href={`/desk/checks/${no}`}>
    {no}
  </a>
);

// Whether the sheet still counts, which one it repeats, and what has changed since that one.
export const CheckValidity: FC<{ check: Standable }> = ({ check }) => (
  <>
    {!check.validity.isValid && (
      <p>
        <ValidityTag validity={check.validity} />
      </p>
    )}
    {check.recheckedBy.length > 0 && (
      <p class="no-print">
        此后已重新核查：
        {check.recheckedBy.map((no) => (
          <Numbered no={no} />
        ))}
      </p>
    )}
    {check.recheck && <Changes {...check.recheck} />}
  </>
);

const Changes: FC<Difference> = ({ of, differs, outcomeBefore, changes, ruleSetBefore }) => (
  <section class="notice" aria-labelledby="difference">
    <h2 id="difference">与原核查 {<Numbered no={of} />} 相比</h2>
    <p>{differs ? `原结果为“${checkOutcomeWords[outcomeBefore].word}”。` : '结果与原因均无变化。'}</p>
    {changes.length > 0 && (
      <ul class="plain-list">
        {changes.map(({ change, text }) => (
          <li>
            {change === 'appeared' ? '新增：' : '不再有：'}
            {text}
          </li>
        ))}
      </ul>
    )}
    {ruleSetBefore !== null && <p>原核查适用第 {ruleSetBefore} 版规则。</p>}
  </section>
);
