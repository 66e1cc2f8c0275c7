import type { FC } from 'hono/jsx';
import { Moment } from '../../platform/web/pieces.view.tsx';
import type { CommitmentShown } from './commitment.schema.ts';
import { isHeading, partsOfPromise } from './commitment-text.rules.ts';
import { signingWords } from './commitment-words.rules.ts';

// Form 7 on one A4 page: the very lines of the text, and beneath them the places for hand and seal.
// Basis: 国办发〔2020〕42号；本市设定：实施方案附件 7（告知承诺书）
export const CommitmentPrintView: FC<{ commitment: CommitmentShown; statement: string }> = ({
  commitment,
  statement,
}) => {
  const { title, no, lines } = partsOfPromise(statement);
  return (
    <>
      <article class="promise">
        <p class="issuer">{commitment.agency}</p>
        <h1>{title}</h1>
        <p class="number">{no}</p>
        {lines.map((line) => (isHeading(line) ? <h2>{line}</h2> : <p class="line">{line}</p>))}
        <Signatures commitment={commitment} />
      </article>
      <p class="row no-print">
        <button type="button" class="plain" data-print hidden>
          打印承诺书
        </button>
        <a class="button plain" href={`/desk/commitments/${commitment.no}`}>
          返回
        </a>
      </p>
    </>
  );
};

const Signatures: FC<{ commitment: CommitmentShown }> = ({ commitment: { signature, subject } }) => (
  <div class="hands">
    {signature?.way === 'electronic' ? (
      <p>
        申请人：{subject?.name}
        <br />
        {signingWords.electronic}（{signature.algorithm === 'sm2-sm3' ? 'SM2' : 'ECDSA P-256'}），
        <Moment at={signature.at} />
        <br />
        <span class="code">{signature.signature}</span>
      </p>
    ) : (
      <div>
        <p>申请人（签名或盖章）：</p>
        {subject?.type === 'citizen-id' && <p>公民身份号码（本人填写）：</p>}
        <p>日期：　　　　年　　月　　日</p>
      </div>
    )}
    <div>
      <p>告知机关（盖章处）：</p>
      <p>日期：　　　　年　　月　　日</p>
    </div>
  </div>
);
