import type { FC } from 'hono/jsx';
import { ErrorSummary, type Refusal, TextField } from '../../platform/web/form.view.tsx';
import { PageTitle } from '../../platform/web/pieces.view.tsx';
import { QrView } from '../../platform/web/qr.view.tsx';

type Step = { action: string; token: string; next: string; refusal: Refusal };

const Hidden: FC<{ values: Readonly<Record<string, string>> }> = ({ values }) => (
  <>
    {Object.entries(values).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
  </>
);

const CodeField: FC<{ refusal: Refusal; hint: string }> = ({ refusal, hint }) => (
  <TextField
    name="code"
    label="动态口令"
    hint={hint}
    refusal={{ ...refusal, typed: {} }}
    autocomplete="one-time-code"
    maxLength={60}
    isCode
    isFirst
  />
);

export const SecondFactorView: FC<Step> = ({ action, token, next, refusal }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle title="输入动态口令" lead="密码正确。请打开手机上的身份验证器，输入它现在显示的六位数字。" />
    <form class="card" method="post" action={action}>
      <Hidden values={{ token, next }} />
      <CodeField refusal={refusal} hint="六位数字；手机不在身边时，也可输入一个恢复码（每个只能用一次）" />
      <button type="submit">登录</button>
    </form>
    <p>手机与恢复码都不在的，请安全管理员解除绑定。</p>
  </>
);

const secretIn = (otpauth: string): string => /[?&]secret=([A-Z2-7]+)/.exec(otpauth)?.[1] ?? '';
const inFours = (text: string): string => text.match(/.{1,4}/g)?.join(' ') ?? '';

export const FactorSetupView: FC<Step & { otpauth: string }> = ({
  action,
  token,
  next,
  otpauth,
  refusal,
}) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle
      title="绑定身份验证器"
      lead="用手机上的身份验证器（如各类“动态口令”“Authenticator”应用）扫描下图，再输入它显示的六位数字。"
    />
    <div class="duo">
      <section class="card" aria-labelledby="scan">
        <h2 id="scan">第一步：扫描</h2>
        <QrView text={otpauth} label="绑定身份验证器的二维码" />
        <p>不能扫描的，在身份验证器中选择“手工输入密钥”：</p>
        <p class="code">{inFours(secretIn(otpauth))}</p>
      </section>
      <form class="card" method="post" action={action}>
        <h2>第二步：确认</h2>
        <Hidden values={{ token, next, otpauth }} />
        <CodeField refusal={refusal} hint="身份验证器现在显示的六位数字" />
        <button type="submit">确认绑定</button>
      </form>
    </div>
  </>
);

export const NewPasswordView: FC<Step> = ({ action, token, next, refusal }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle title="设置新密码" lead="现用的是一次性密码，或密码已到期。设置新密码后即登录。" />
    <form class="card" method="post" action={action}>
      <Hidden values={{ token, next }} />
      <NewPasswordField refusal={refusal} isFirst />
      <button type="submit">设置并登录</button>
    </form>
  </>
);

export const NewPasswordField: FC<{ refusal: Refusal; isFirst?: boolean }> = ({ refusal, isFirst }) => (
  <TextField
    name="password"
    label="新密码"
    hint="大写字母、小写字母、数字、其他符号中的至少三类，不用常见词语、连续数字和姓名；不能与近期用过的相同"
    type="password"
    refusal={refusal}
    autocomplete="new-password"
    isFirst={isFirst ?? false}
  />
);

export const RecoveryCodesView: FC<{ codes: readonly string[]; next: string }> = ({ codes, next }) => (
  <>
    <PageTitle
      title="请保存恢复码"
      lead="已绑定身份验证器。手机遗失或更换时，用恢复码代替六位数字登录；每个只能用一次，只显示这一次。"
    />
    <section class="card" aria-labelledby="codes">
      <h2 id="codes">恢复码</h2>
      <ul class="plain-list">
        {codes.map((code) => (
          <li class="code">{code}</li>
        ))}
      </ul>
      <p>请抄写或打印后妥善保管，不要与手机放在一起。</p>
    </section>
    <p>
      <a class="button" href={next}>
        已保存，继续
      </a>
    </p>
  </>
);
