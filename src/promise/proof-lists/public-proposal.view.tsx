import type { FC } from 'hono/jsx';
import { NextPage, PageTitle } from '../../platform/web/pieces.view.tsx';
import type { Commented } from './matter-proposal.schema.ts';
import { fateWords } from './proposal-words.rules.ts';

export const PublicProposalsView: FC<{ commented: Commented }> = ({ commented: { items, next } }) => (
  <>
    <PageTitle
      title="证明清单征求意见"
      lead="下列证明拟保留、取消或者实行告知承诺。您的意见可以在截止日之前向所列单位或者政务服务窗口提出。"
    />
    {items.length === 0 && <p class="empty">现在没有正在征求意见的证明。</p>}
    {items.map((one) => (
      <article class="card">
        <h2>{one.name}</h2>
        <p>
          拟{fateWords[one.fate]}；意见截至 {one.commentEndsOn}
        </p>
        <p>{[one.item, one.agency].join(' · ')}</p>
        <p class="hint">
          {[one.basis ?? '没有法律法规依据', one.replacementNote].filter(Boolean).join('；')}
        </p>
      </article>
    ))}
    <NextPage path="/public/matter-proposals" next={next} />
    <p>
      <a class="button plain" href="/public/matters">
        查询现行清单
      </a>
    </p>
  </>
);
