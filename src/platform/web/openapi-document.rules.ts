import { Problem, type ProblemCode, problemBody, problems } from '../../kernel/problems.ts';
import { nameProblems } from './openapi-answers.rules.ts';
import { completeParameters, hoistAlike, sharedParameters } from './openapi-parameters.rules.ts';
import { exampleOf, type Json, type Schema, type Schemas } from './openapi-schema.rules.ts';

export type Media = {
  schema?: Schema;
  example?: Json;
  examples?: Record<string, { $ref?: string; value?: Json }>;
};
export type Content = Record<string, Media>;
export type Parameter = {
  $ref?: string;
  name?: string;
  in?: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
};
export type Answer = {
  $ref?: string;
  description?: string;
  content?: Content;
  headers?: Record<string, { $ref: string }>;
};
type Security = readonly Readonly<Record<string, readonly string[]>>[];
export type Operation = {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: readonly string[];
  security?: Security;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Content };
  responses: Record<string, Answer>;
  'x-permission'?: string;
};
export type ApiDocument = {
  openapi: string;
  info: { title: string; version: string; description: string; license: { name: string } };
  servers: readonly { url: string; description: string }[];
  security: Security;
  tags: readonly { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  webhooks: Record<string, Record<string, Operation>>;
  components: {
    schemas: Schemas;
    securitySchemes: Record<string, Json>;
    parameters: Record<string, Parameter>;
    responses: Record<string, Answer>;
    headers: Record<string, Json>;
    examples: Record<string, { value: ReturnType<typeof problemBody> }>;
  };
};

export const VERSION = '0.1.0';
const REQUEST_ID = '0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77';

const description = `机器调用：Authorization: Bearer <密钥>；人员使用登录后的会话，仅限本站页面发起。
日期为 YYYY-MM-DD（北京时间），时刻为带时区的 RFC 3339，金额为以万元计的十进制字符串。
不认识的请求字段一律拒绝。出错时返回 RFC 9457 application/problem+json，code 稳定不变，detail 说明下一步。
创建类 POST 可带 Idempotency-Key，24 小时内同键同文重放首次结果。列表用 limit 与 after 翻页。
自然人证件号码只出现在请求正文中，应答一律掩码。`;

// A route that anyone may call says so itself, with an empty list.
const keyOrSession: Record<string, string[]>[] = [{ key: [] }, { session: [] }];

export const documentHead = {
  openapi: '3.1.0',
  info: {
    title: '信用与联合奖惩登记系统',
    version: VERSION,
    description,
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/', description: '本站' }],
  security: keyOrSession,
};

const operationsIn = (paths: ApiDocument['paths']): Operation[] =>
  Object.values(paths).flatMap((path) => Object.values(path));

// The contract as the running program generates it, completed with what holds for every route.
export const openApiDocument = (generated: unknown): ApiDocument => {
  const plain = asDocument(generated);
  const { schemas = {} } = plain.components;
  const [routes, webhooks] = [operationsIn(plain.paths), operationsIn(plain.webhooks)];
  for (const operation of [...routes, ...webhooks]) {
    completeParameters(operation);
    completeBody(operation, schemas);
  }
  for (const { responses } of routes) addRequestId(Object.values(responses));
  const responses = nameProblems(routes);
  const tags = [...new Set(routes.flatMap((operation) => operation.tags ?? []))].sort();
  return {
    ...plain,
    tags: tags.map((name) => ({ name })),
    components: {
      ...plain.components,
      ...shared,
      schemas,
      parameters: { ...sharedParameters, ...hoistAlike(webhooks) },
      responses,
      examples: problemExamples(),
    },
  };
};

// The generator's type is wider than what it writes; what it writes is JSON of this shape.
const asDocument = (generated: unknown) => JSON.parse(JSON.stringify(generated)) as ApiDocument;

const shared = {
  securitySchemes: {
    key: { type: 'http', scheme: 'bearer', description: '单位密钥' },
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: 'registry_session',
      description: '人员会话，仅限本站页面；PUBLIC_URL 为 https 时名称为 __Host-registry_session',
    },
  },
  headers: {
    RequestId: { description: '请求编号，报障时请提供', schema: { type: 'string', format: 'uuid' } },
  },
};

const addRequestId = (answers: readonly Answer[]) => {
  for (const answer of answers)
    answer.headers = { ...answer.headers, 'x-request-id': { $ref: '#/components/headers/RequestId' } };
};

// A request is shown by an example, since somebody must write it. An answer's follows from its schema.
const completeBody = ({ requestBody }: Operation, schemas: Schemas) => {
  for (const [type, media] of Object.entries(requestBody?.content ?? {})) {
    if (Object.keys(media.schema ?? {}).length === 0) delete media.schema;
    const isJson = type === 'application/json' && media.schema !== undefined;
    if (!isJson || media.example !== undefined || media.examples !== undefined) continue;
    const example = exampleOf(media.schema ?? {}, schemas);
    if (example !== undefined) media.example = example;
  }
};

const problemExamples = () =>
  Object.fromEntries(
    (Object.keys(problems) as ProblemCode[]).map((code) => [
      code,
      { value: problemBody(new Problem(code), REQUEST_ID) },
    ]),
  );
