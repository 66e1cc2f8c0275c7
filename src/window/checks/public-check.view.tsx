import type { FC } from 'hono/jsx';
import { Facts, Moment, OutcomePanel, PageTitle } from '../../platform/web/pieces.view.tsx';
import type { CheckOutcome } from './check.rules.ts';
import {
  CoverageView,
  type ListNames,
  type Receipt,
  type Validity,
  ValidityTag,
} from './check-receipt.view.tsx';
import { checkOutcomeWords } from './check-words.rules.ts';

type Verified = {
  no: string;
  decidedAt: string;
  outcome: CheckOutcome;
  validity: Validity;
  receipt: Receipt | null;
};

export const PublicCheckView: FC<{ check: Verified; listNames: ListNames }> = ({ check, listNames }) => {
  const { word, tone } = checkOutcomeWords[check.outcome];
  return (
    <>
      <PageTitle title="核查结果单验证" lead="本页只验证结果单的真伪与效力，不显示申请人信息。" />
      <OutcomePanel tone={tone} word={word}>
        <p>编号与校验码相符，本系统确有这份核查结果单。</p>
      </OutcomePanel>
      <section class="card">
        <Facts
          lines={[
            ['核查编号', <span class="code">{check.no}</span>],
            ['核查时间', <Moment at={check.decidedAt} />],
            ['效力', <ValidityTag validity={check.validity} />],
            ['数据版本', check.receipt && <span class="code">{check.receipt.dataVersion}</span>],
          ]}
        />
      </section>
      {check.receipt && (
        <section class="card" aria-labelledby="coverage">
          <h2 id="coverage">核查所及的名单</h2>
          <CoverageView receipt={check.receipt} listNames={listNames} />
        </section>
      )}
    </>
  );
};
