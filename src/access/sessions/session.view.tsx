import type { FC, PropsWithChildren } from 'hono/jsx';
import { ErrorSummary, type Refusal, TextField } from '../../platform/web/form.view.tsx';
import type { DeskLink } from '../../platform/web/layout.view.tsx';
import { PageTitle } from '../../platform/web/pieces.view.tsx';

type Ways = { hasProvider: boolean; hasPasswords: boolean };
type SignIn = { refusal: Refusal; next: string; isLate?: boolean; ways: Ways };

export const SignInView: FC<SignIn> = ({ refusal, next, isLate, ways }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle title="登录" lead="供各单位窗口、报送、订阅与登记人员使用。" />
    {isLate && (
      <p class="notice warn" role="status">
        登录没有在十分钟内完成，或这一步已经用过；请从头重新登录。
      </p>
    )}
    <div class="duo wide-right">
      <div>
        {ways.hasProvider && (
          <p>
            <a class="button" href={`/desk/login/provider?next=${encodeURIComponent(next)}`}>
              用统一身份认证登录
            </a>
          </p>
        )}
        {ways.hasPasswords && <PasswordForm refusal={refusal} next={next} />}
      </div>
      <section class="card" aria-labelledby="offers">
        <h2 id="offers">在这里办理</h2>
        <ul class="plain-list">
          <li>窗口核查：申请人能否适用告知承诺，原因、依据与修复途径一次说清</li>
          <li>数据报送：上传信用信息文件，逐行校验，更正后再报</li>
          <li>名单通知：签收严重失信与守信名单变动，反馈措施执行情况</li>
        </ul>
        <p>忘记密码或需要开通账号，请联系本单位管理员。连续输错五次后，每次重试须多等一会儿，至多一刻钟。</p>
      </section>
    </div>
  </>
);

const PasswordForm: FC<Pick<SignIn, 'refusal' | 'next'>> = ({ refusal, next }) => (
  <form class="card" method="post" action="/desk/login">
    <input type="hidden" name="next" value={next} />
    <TextField
      name="agency"
      label="单位代码"
      hint="例如 FGJ，由系统管理员分配"
      refusal={refusal}
      autocomplete="organization"
      isCode
      isFirst
    />
    <TextField name="name" label="姓名" refusal={refusal} autocomplete="username" />
    <TextField
      name="password"
      label="密码"
      type="password"
      refusal={refusal}
      autocomplete="current-password"
    />
    <button type="submit">登录</button>
  </form>
);

type Home = PropsWithChildren<{ name: string; agency: string; links: readonly DeskLink[] }>;

export const HomeView: FC<Home> = (home) => (
  <>
    <PageTitle title={`${home.name}，您好`} lead={`您正在以 ${home.agency} 工作人员身份办理。`} />
    {home.children}
    {home.links.length === 0 ? (
      <p class="empty">您的角色暂无可在网页办理的事项，请使用接口或联系本单位管理员。</p>
    ) : (
      <nav aria-label="可办事项">
        <ul class="tiles">
          {home.links.map((link) => (
            <li>
              <a href={link.href}>
                <strong>{link.label}</strong>
                <span>{link.about}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
    )}
  </>
);
