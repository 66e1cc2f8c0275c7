import type { FC } from 'hono/jsx';
import { PageTitle } from '../../platform/web/pieces.view.tsx';

export const SecretPanel: FC<{ secret: string; onward: string }> = ({ secret, onward }) => (
  <>
    <PageTitle title="签名密钥" />
    <div class="notice warn">
      <p>
        <strong>密钥只显示这一次。</strong>请立即保存到接收系统，用它按 Standard Webhooks
        规范验证每次推送的签名。
      </p>
    </div>
    <div class="card">
      <div class="field">
        <label for="secret">签名密钥</label>
        <input class="code" id="secret" type="text" readonly value={secret} autocomplete="off" />
      </div>
      <p>
        <a class="button" href={onward}>
          我已保存，继续
        </a>
      </p>
    </div>
  </>
);
