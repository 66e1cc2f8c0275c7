import type { FC } from 'hono/jsx';
import { PageTitle } from '../../platform/web/pieces.view.tsx';
import type { PhoneStatement } from './commitment.schema.ts';

type Opened = { opened: PhoneStatement; code: string; fault: string | null };

// The key is made in the browser, signs this text and is forgotten with the page.
export const CommitmentPhoneView: FC<Opened> = ({ opened: { no, statement, algorithm }, code, fault }) => (
  <>
    {fault && (
      <div class="summary" role="alert" tabindex={-1}>
        <h2>没有签署成功</h2>
        <p>{fault}</p>
      </div>
    )}
    <PageTitle
      title="阅读并签署告知承诺书"
      lead="请读完全文。您可以不选择承诺：告诉窗口即可，按一般程序办理，不留任何记录。"
    />
    <section class="card" aria-label="承诺书全文">
      <p class="excerpt" data-statement>
        {statement}
      </p>
    </section>
    <form class="card" method="post" action={`/public/commitments/${no}`} data-signs={algorithm} hidden>
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="algorithm" value={algorithm} />
      <input type="hidden" name="publicKey" />
      <input type="hidden" name="signature" />
      <p>点按即以电子签名签署上述全文，签署后不能在手机上更改；办结前可在窗口撤回。</p>
      <button type="submit">我已阅读，自愿签署</button>
    </form>
    <div class="notice" data-cannot-sign>
      <p>
        这部手机不能在此电子签署（浏览器未启用脚本、连接未加密，或者本系统采用国密算法）。请在窗口书面签署。
      </p>
    </div>
  </>
);

export const CommitmentPhoneDoneView: FC<{ no: string }> = ({ no }) => (
  <>
    <PageTitle title="✓ 承诺书已签署" lead="请告知窗口。办结前可以随时在窗口撤回，撤回不留任何记录。" />
    <section class="card">
      <p>
        承诺编码 <span class="code">{no}</span>
      </p>
    </section>
  </>
);
