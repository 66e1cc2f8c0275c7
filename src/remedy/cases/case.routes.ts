import type { z } from '@hono/zod-openapi';
import type { ProblemCode } from '../../kernel/problems.ts';
import type { Permission } from '../../platform/door/permissions.ts';
import { guarded, jsonAnswer } from '../../platform/web/http.ts';
import { CaseId, type StepIn } from './case.schema.ts';

type CaseDoors<L extends z.ZodType> = {
  path: `/${string}`;
  tag: string;
  line: L;
  answer: string;
  problems: readonly ProblemCode[];
  needBody: boolean;
};

// `repair.accept` opens acceptRepair.
const operationOf = (permission: Permission) => {
  const [kind = '', step = ''] = permission.split('.');
  const verb = step.replace(/-(.)/g, (_, next: string) => next.toUpperCase());
  return `${verb}${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
};

// A step's door bears the name of its permission.
export const stepDoor = <S extends StepIn, L extends z.ZodType>(
  { path, tag, line, answer, problems, needBody }: CaseDoors<L>,
  permission: Permission,
  { summary, body }: S,
) =>
  guarded(
    { permission, problems },
    {
      method: 'post',
      operationId: operationOf(permission),
      path: `${path}/{id}/${permission.split('.')[1]}`,
      tags: [tag],
      summary,
      request: {
        params: CaseId,
        body: { content: { 'application/json': { schema: body as S['body'] } }, required: needBody },
      },
      responses: { 200: jsonAnswer(line, answer) },
    },
  );
