import type { FC } from 'hono/jsx';
import { Facts, Moment, OutcomePanel, PageTitle, Tag } from '../platform/pieces.view.tsx';
import type { Outcome } from './check.rules.ts';
import { outcomeWords } from './check-words.rules.ts';

type Verified = { no: string; decidedAt: string; outcome: Outcome; valid: boolean };

export const PublicCheckView: FC<{ check: Verified }> = ({ check }) => {
  const { word, tone } = outcomeWords[check.outcome];
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
            [
              '效力',
              check.valid ? (
                <Tag tone="good" word="在有效期内" />
              ) : (
                <Tag tone="warn" word="已过有效期，请重新核查" />
              ),
            ],
          ]}
        />
      </section>
    </>
  );
};
