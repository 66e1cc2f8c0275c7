import type { z } from '@hono/zod-openapi';
import type { ProblemCode } from '../../kernel/problems.ts';
import type { Permission } from '../../platform/door/permissions.ts';
import { guarded, jsonAnswer } from '../../platform/web/http.ts';
import { listOf } from '../../platform/web/page-cursor.ts';
import { CaseId, type StepIn } from './case.schema.ts';
import type { CaseKind } from './case.store.ts';

type Doors<Query, Line, Whole> = {
  kind: CaseKind;
  path: `/${string}`;
  tag: string;
  name: string;
  query: Query;
  line: Line;
  whole: Whole;
  steps: { answer: string; problems: readonly ProblemCode[]; needBody: boolean };
};

const nameOf = (kind: string) => kind.charAt(0).toUpperCase() + kind.slice(1);

// `repair.accept` opens acceptRepair.
const operationOf = (permission: Permission) => {
  const [kind = '', step = ''] = permission.split('.');
  return `${step}${nameOf(kind)}`;
};

// The doors of a kind of case besides the one it comes in by: its board and one case here, and one for each step below.
export const caseDoors = <Q extends z.ZodObject, L extends z.ZodType, W extends z.ZodType>(
  about: Doors<Q, L, W>,
) => {
  const { kind, path, tag, name } = about;
  const tags = [tag];
  const board = guarded(
    { permission: `${kind}.list`, problems: ['cursor.invalid'] },
    {
      method: 'get',
      operationId: `list${nameOf(kind)}s`,
      path,
      tags,
      summary: `${name}，先到期的在前`,
      request: { query: about.query },
      responses: { 200: jsonAnswer(listOf(about.line), name) },
    },
  );
  const one = guarded(
    { permission: `${kind}.show`, problems: [`${kind}.unknown`] },
    {
      method: 'get',
      operationId: `show${nameOf(kind)}`,
      path: `${path}/{id}`,
      tags,
      summary: `一件${name}及其经过`,
      request: { params: CaseId },
      responses: { 200: jsonAnswer(about.whole, name) },
    },
  );
  return { board, one };
};

// A step's door bears the name of its right.
export const stepDoor = <S extends StepIn, L extends z.ZodType>(
  { path, tag, line, steps }: Pick<Doors<unknown, L, unknown>, 'path' | 'tag' | 'line' | 'steps'>,
  permission: Permission,
  { summary, body }: S,
) =>
  guarded(
    { permission, problems: steps.problems },
    {
      method: 'post',
      operationId: operationOf(permission),
      path: `${path}/{id}/${permission.split('.')[1]}`,
      tags: [tag],
      summary,
      request: {
        params: CaseId,
        body: { content: { 'application/json': { schema: body as S['body'] } }, required: steps.needBody },
      },
      responses: { 200: jsonAnswer(line, steps.answer) },
    },
  );
