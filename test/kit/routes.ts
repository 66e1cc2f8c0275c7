import { createApp } from '../../src/app.ts';
import { type AskedAction, askedByEach } from '../../src/platform/web/asked-action.ts';
import {
  documentHead,
  openApiDocument,
  type Parameter,
} from '../../src/platform/web/openapi-document.rules.ts';
import { exampleOf } from '../../src/platform/web/openapi-schema.rules.ts';

const app = createApp(() => {
  throw new Error('asked for its routes only');
});

export type Route = { method: string; path: string };

// Every route and page of the service, its parameters written {so}.
export const everyRoute: readonly Route[] = [
  ...new Map(
    app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => ({ method, path: path.replace(/:(\w+)(\{(?:[^{}]|\{\d+\})*\})?/g, '{$1}') }))
      .map((route) => [`${route.method} ${route.path}`, route] as const),
  ).values(),
];

const document = openApiDocument(app.getOpenAPI31Document(documentHead));

type Query = { name: string; type: unknown; required: boolean; example: string };
export type Told = Route & { query: readonly Query[]; body: unknown };

const queryOf = (parameters: readonly Parameter[]): Query[] =>
  parameters
    .filter((one) => one.in === 'query')
    .map(({ name = '', required = false, schema = {} }) => ({
      name,
      type: schema.type,
      required,
      example: String(exampleOf(schema, document.components.schemas) ?? ''),
    }));

// Every operation as the document tells it: what may be asked of it, and a body that fits.
export const everyOperation: readonly Told[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
    method: method.toUpperCase(),
    path,
    query: queryOf(
      parameters.map((one) => document.components.parameters[one.$ref?.split('/').at(-1) ?? ''] ?? one),
    ),
    body: requestBody?.content['application/json']?.example,
  })),
);

// The lists that go on after a cursor.
export const cursorRoutes: readonly Route[] = everyOperation.filter(({ query }) =>
  query.some(({ name, type }) => name === 'after' && type === 'string'),
);

export const filled = (path: string, values: Readonly<Record<string, string>>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? 'x');

export type Asking = Route & { name: string; action: AskedAction | null };

// Every route and page with the one action that its guard names; null where it names none.
export const everyAsking: readonly Asking[] = [...askedByEach(app.routes)].map(
  ([name, [action, ...more]]) => {
    const [method = '', path = ''] = name.split(' ');
    return { name, method, path, action: more.length === 0 ? (action ?? null) : null };
  },
);
