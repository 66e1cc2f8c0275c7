import type { FC } from 'hono/jsx';
import { PageTitle } from './pieces.view.tsx';

export type ProblemShown = { title: string; detail: string; requestId: string; isSignedIn: boolean };

export const ProblemView: FC<{ problem: ProblemShown }> = ({ problem }) => (
  <>
    <PageTitle title={problem.title} />
    <div class="notice bad">
      <p>{problem.detail}</p>
    </div>
    <p>
      如需协助，请将请求编号告知系统管理员：<code>{problem.requestId}</code>
    </p>
    <p>
      <a href={problem.isSignedIn ? '/desk' : '/desk/login'}>
        {problem.isSignedIn ? '返回首页' : '前往登录'}
      </a>
    </p>
  </>
);
