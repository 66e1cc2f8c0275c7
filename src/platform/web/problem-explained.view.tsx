import type { FC } from 'hono/jsx';
import { type ProblemCode, problems } from '../../kernel/problems.ts';
import { Facts, PageTitle } from './pieces.view.tsx';

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
