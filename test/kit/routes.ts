import { createApp } from '../../src/app.ts';
import { documentHead, openApiDocument } from '../../src/platform/openapi-document.rules.ts';

const app = createApp(() => {
  throw new Error('asked for its routes only');
});

export type Route = { method: string; path: string };

// Every route and page of the service, its parameters written {so}.
export const everyRoute: readonly Route[] = [
  ...new Map(
    app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => ({ method, path: path.replace(/:(\w+)(\{[^}]*\}+)?/g, '{$1}') }))
      .map((route) => [`${route.method} ${route.path}`, route] as const),
  ).values(),
];

const document = openApiDocument(app.getOpenAPI31Document(documentHead));

type Parameter = { in: string; name: string; schema: { type?: string | string[] } };

// The lists that go on after a cursor, as the document tells them.
export const cursorRoutes: readonly Route[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([, operation]) =>
      ((operation as { parameters?: Parameter[] }).parameters ?? []).some(
        (one) => one.in === 'query' && one.name === 'after' && one.schema.type === 'string',
      ),
    )
    .map(([method]) => ({ method: method.toUpperCase(), path })),
);

export const filled = (path: string, values: Readonly<Record<string, string>>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? 'x');
