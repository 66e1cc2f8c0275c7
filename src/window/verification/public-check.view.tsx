import type { FC } from 'hono/jsx';
import { Facts, Moment } from '../../platform/web/pieces.view.tsx';
import type { CheckOutcome } from '../checks/check.rules.ts';
import {
  CoverageView,
  type ListNames,
  type Receipt,
  type Validity,
  ValidityTag,
} from '../checks/check-receipt.view.tsx';
import { checkOutcomeWords } from '../checks/check-words.rules.ts';
import { VerdictView, verdictOf } from './genuine.view.tsx';

type Verified = {
  no: string;
  decidedAt: string;
  outcome: CheckOutcome;
  validity: Validity;
  receipt: Receipt | null;
};

const LOST = {
  recalled: '所依据的信息已有变化，不再有效，请重新核查。',
  expired: '已过有效期，请重新核查。',
} as const;

export const checkVerdict = ({ validity }: Pick<Verified, 'validity'>) =>
  verdictOf('结果单', validity.why === null ? null : LOST[validity.why]);

type Shown = { check: Verified; code: string; listNames: ListNames };

export const PublicCheckView: FC<Shown> = ({ check, code, listNames }) => {
  const { word } = checkOutcomeWords[check.outcome];
  return (
    <>
      <VerdictView verdict={checkVerdict(check)} />
      <section class="card">
        <Facts
          lines={[
            ['该次核查的结论', <strong>{word}</strong>],
            ['核查编号', <span class="code">{check.no}</span>],
            ['核查时间', <Moment at={check.decidedAt} />],
            ['效力', <ValidityTag validity={check.validity} />],
            ['数据版本', check.receipt && <span class="code">{check.receipt.dataVersion}</span>],
          ]}
        />
        <p>本页只验证结果单的真伪与效力，不显示申请人信息。</p>
        <p>
          <a href={`/public/checks/${check.no}/proof?code=${encodeURIComponent(code)}`} download>
            下载存证
          </a>
          ：证明这次核查已写入登记系统签名的审计记录，保存后可在日后对证（核查一分钟后可取）。
        </p>
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
