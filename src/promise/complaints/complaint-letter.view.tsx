import type { FC } from 'hono/jsx';
import { momentInChina } from '../../kernel/day.ts';
import { complaintLetterNo, type LetterKind } from './complaint.rules.ts';
import type { ComplaintShown } from './complaint.schema.ts';
import { complaintKindWords, letterWords } from './complaint-words.rules.ts';

type Step = ComplaintShown['steps'][number];
type LetterProps = { complaint: ComplaintShown; step: Step; kind: LetterKind };

const DAY = 10;
const dayIn = (at: string) => momentInChina(at).slice(0, DAY);

const opening: Readonly<Record<LetterKind, (no: string, about: string) => string>> = {
  forward: (no, about) =>
    `我单位收到投诉举报（编号 ${no}，${about}），所反映的事项不属本单位受理，现转送你机关处理。`,
  ask: (no, about) => `我单位受理投诉举报（编号 ${no}，${about}），请就下列事项核实并书面答复。`,
  order: (no, about) => `经查，投诉举报（编号 ${no}，${about}）所反映的情况属实，现予通报，并责令限期整改。`,
  transfer: (no, about) =>
    `经查，投诉举报（编号 ${no}，${about}）所反映的情况属实，现将有关情况转你机关依纪依法处理。`,
};

// Basis: 本市设定：实施方案“转办通知书”；转送、交办、责令整改照其格式
export const ComplaintLetterView: FC<LetterProps> = ({ complaint, step, kind }) => {
  const { no, said } = complaint;
  const isOutside = kind === 'forward' || kind === 'transfer';
  return (
    <>
      <article class="promise">
        <p class="issuer">{step.agency ?? ''}</p>
        <h1>{letterWords[kind]}</h1>
        <p class="number">{complaintLetterNo(no, step.place)}</p>
        <p>{step.addressee}：</p>
        <p class="line">{opening[kind](no, complaintKindWords[complaint.kind])}</p>
        <p class="line">{step.note}</p>
        {isOutside && said && (
          <>
            <h2>投诉内容</h2>
            <p class="line">{said.subject}</p>
            <p class="line">{said.text}</p>
          </>
        )}
        {step.due && (
          <p class="line">
            请于 {step.due} 前书面{kind === 'ask' ? '答复' : '报告整改情况'}。
          </p>
        )}
        <div class="hands">
          <p>{isOutside ? '附：投诉材料' : ''}</p>
          <p>
            {step.agency}（盖章处）
            <br />
            {dayIn(step.at)}
          </p>
        </div>
        <h2>回执</h2>
        <p class="line">{`已收到${letterWords[kind]}（${complaintLetterNo(no, step.place)}）。`}</p>
        <div class="hands">
          <p>收件人：</p>
          <p>收件日期：　　　　年　　月　　日</p>
        </div>
      </article>
      <p class="row no-print">
        <button type="button" class="plain" data-print hidden>
          打印
        </button>
        <a class="button plain" href={`/desk/complaints/${no}`}>
          返回
        </a>
      </p>
    </>
  );
};
