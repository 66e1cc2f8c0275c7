import type { FC } from 'hono/jsx';
import { type ProblemCode, problems } from '../../kernel/problems.ts';
import { Facts, PageTitle } from './pieces.view.tsx';

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

// The page behind the type of every problem+json answer.
export const ProblemExplained: FC<{ code: ProblemCode }> = ({ code }) => {
  const { status, title, detail } = problems[code];
  return (
    <>
      <PageTitle title={title} />
      <Facts
        lines={[
          ['错误代码', <code>{code}</code>],
          ['状态码', String(status)],
          ['怎么办', detail],
        ]}
      />
      <p>
        <a href="/docs">接口文档</a>
      </p>
    </>
  );
};
