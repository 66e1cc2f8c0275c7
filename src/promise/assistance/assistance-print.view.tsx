import type { FC } from 'hono/jsx';
import { Facts, Moment } from '../../platform/web/pieces.view.tsx';
import { identifierWords } from '../../window/checks/check-words.rules.ts';
import type { AssistanceShown } from './assistance.schema.ts';
import { findingWords } from './assistance-words.rules.ts';

const BLANK = '　';

// Form 6 on one A4 page: the request above, the answer below, written in by hand where there is none yet. The
// paper bears no whole number: it may lie about.
// Basis: 本市设定：实施方案附件 6（协查请求、协查反馈）
export const AssistancePrintView: FC<{ line: AssistanceShown }> = ({ line }) => (
  <>
    <article class="promise">
      <p class="issuer">{line.from.name}</p>
      <h1>协查请求、反馈单</h1>
      <p class="number">{line.id}</p>
      <Request line={line} />
      <Feedback line={line} />
    </article>
    <p class="row no-print">
      <button type="button" class="plain" data-print hidden>
        打印协查函
      </button>
      <a class="button plain" href={`/desk/assistance/${line.id}`}>
        返回
      </a>
    </p>
  </>
);

const Request: FC<{ line: AssistanceShown }> = ({ line }) => (
  <>
    <h2>一、协查请求</h2>
    <p class="line">{line.to.name}：</p>
    <p class="line">
      因办理业务需要，请你单位就下列当事人协助核实：{line.question}请于 {line.due.on}（含当日）前反馈。
    </p>
    <Facts
      lines={[
        ['当事人', line.subject.name],
        [identifierWords[line.subject.type], line.subject.code],
        ['证明事项', line.proof && `${line.proof.name}（${line.proof.code}）`],
        ['告知承诺书', line.commitment],
        ['核查编号', line.verification],
      ]}
    />
    {line.subject.kind === 'person' && (
      <p class="line">当事人的完整姓名和号码，请经办人在系统内凭用途查看。</p>
    )}
    <div class="hands">
      <div>
        <p>请求单位（盖章处）：</p>
        <p>经办人：{line.askedBy}</p>
        <p>
          <Moment at={line.askedAt} />
        </p>
      </div>
    </div>
  </>
);

const Feedback: FC<{ line: AssistanceShown }> = ({ line: { answer, ...line } }) => (
  <>
    <h2>二、协查反馈</h2>
    {line.state === 'returned' && <p class="line">不属本单位，退回：{line.reason}</p>}
    {line.state === 'withdrawn' && <p class="line">请求单位已撤回，不必反馈。</p>}
    <Facts
      lines={[
        [
          '结论',
          answer ? findingWords[answer.finding] : Object.values(findingWords).join('　□ ').replace(/^/, '□ '),
        ],
        ['核实情况', answer?.text ?? BLANK],
        ['依据', answer?.evidence ?? BLANK],
      ]}
    />
    <div class="hands">
      <div>
        <p>被协查单位（盖章处）：</p>
        <p>经办人：{line.state === 'withdrawn' ? '' : line.endedBy}</p>
        <p>{line.endedAt ? <Moment at={line.endedAt} /> : '日期：　　　　年　　月　　日'}</p>
      </div>
    </div>
  </>
);
