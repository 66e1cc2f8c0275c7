import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { problems } from '../../src/kernel/problems.ts';
import { permissions } from '../../src/platform/door/permissions.ts';
import {
  type Content,
  documentHead,
  type Operation,
  openApiDocument,
} from '../../src/platform/web/openapi-document.rules.ts';
import type { Json } from '../../src/platform/web/openapi-schema.rules.ts';
import { makeApp } from '../kit/app.ts';
import { schemaFaults } from '../kit/json-schema.ts';

const app = createApp(() => {
  throw new Error('this test asks the document only');
});
const document = openApiDocument(app.getOpenAPI31Document(documentHead));
const { schemas } = document.components;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    path,
    operation,
  })),
);
const where = (isWrong: (operation: Operation, path: string) => boolean) =>
  operations.filter(({ operation, path }) => isWrong(operation, path)).map(({ name }) => name);

const contentsOf = ({ requestBody, responses }: Operation): [string, Content][] => [
  ...(requestBody ? [['request', requestBody.content] as [string, Content]] : []),
  ...Object.entries(responses).map(([status, { content }]): [string, Content] => [status, content ?? {}]),
];
const medias = operations.flatMap(({ name, operation }) =>
  contentsOf(operation).flatMap(([part, content]) =>
    Object.entries(content).map(([type, media]) => ({ at: `${name} ${part} ${type}`, type, media })),
  ),
);

const refsIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner),
  );
};
const found = (ref: string) =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((place, key) => (place as Record<string, unknown> | undefined)?.[key], document);

test('the document is OpenAPI 3.1 with a title, a version that is the package’s, and a server', () => {
  expect(document.openapi).toBe('3.1.0');
  expect(document.info.version).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
  expect(document.servers.map(({ url }) => url)).toEqual(['/']);
  expect(Object.keys(document.components.securitySchemes)).toEqual(['key', 'session']);
});

test('every reference leads somewhere', () => {
  const refs = [...new Set(refsIn(document))];
  expect(refs.length).toBeGreaterThan(50);
  expect(refs.filter((ref) => !ref.startsWith('#/') || found(ref) === undefined)).toEqual([]);
});

test('nothing is left of OpenAPI 3.0', () => {
  expect(JSON.stringify(document)).not.toMatch(/"nullable":|"exclusiveMinimum":(true|false)/);
});

const written = new Set(operations.map(({ name }) => name));
const isPage = (path: string) => path === '/' || /^\/(desk|public)(\/|$)/.test(path);

test('every route of the service is in the document, and the document names no other', () => {
  const routes = app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => ({ path, name: `${method} ${path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}` }));
  const names = new Set(routes.map(({ name }) => name));
  expect(routes.filter(({ path, name }) => !isPage(path) && !written.has(name))).toEqual([]);
  expect([...written].filter((name) => !names.has(name.replace(/\{(\w+)\}/g, '{$1}')))).toEqual([]);
  expect(written.size).toBeGreaterThan(30);
});

test('every operation says in Chinese what it does, in which group, under an id of its own', () => {
  expect(where(({ summary }) => !/\p{Script=Han}/u.test(summary ?? ''))).toEqual([]);
  expect(where(({ tags = [] }) => !/^\p{Script=Han}+$/u.test(tags.join('、')))).toEqual([]);
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
});

test('every operation says who may call it and how they prove who they are', () => {
  const known = new Set<string>(['anyone', ...permissions]);
  expect(where((operation) => !known.has(operation['x-permission'] ?? ''))).toEqual([]);
  const isOpen = (operation: Operation) => operation['x-permission'] === 'anyone';
  expect(where((operation) => isOpen(operation) !== (operation.security?.length === 0))).toEqual([]);
});

test('every parameter in a path is declared and required', () => {
  const wrong = where(({ parameters = [] }, path) => {
    const inPath = parameters.filter((parameter) => parameter.in === 'path');
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();
    return (
      inPath.some(({ required }) => !required) ||
      String(inPath.map(({ name }) => name).toSorted()) !== String(names)
    );
  });
  expect(wrong).toEqual([]);
});

test('every operation has an answer for success and, as problem+json, for failure', () => {
  expect(where(({ responses }) => !Object.keys(responses).some((status) => /^[23]/.test(status)))).toEqual(
    [],
  );
  expect(where(({ responses }) => !responses['500']?.content?.['application/problem+json'])).toEqual([]);
  expect(
    where(({ responses }) => Object.values(responses).some(({ description }) => description.trim() === '')),
  ).toEqual([]);
});

test('every problem that an operation names exists, with its status', () => {
  const wrong = operations.flatMap(({ name, operation }) =>
    Object.entries(operation.responses).flatMap(([status, { content }]) =>
      Object.keys(content?.['application/problem+json']?.examples ?? {})
        .filter((code) => problems[code as keyof typeof problems]?.status !== Number(status))
        .map((code) => `${name} ${status} ${code}`),
    ),
  );
  expect(wrong).toEqual([]);
  expect(Object.keys(document.components.examples).toSorted()).toEqual(Object.keys(problems).toSorted());
});

test('every POST that creates takes an Idempotency-Key and says how it may be refused', () => {
  const creating = operations.filter(
    ({ name, operation }) =>
      name.startsWith('POST') &&
      operation['x-permission'] !== 'anyone' &&
      ('201' in operation.responses || '202' in operation.responses),
  );
  expect(creating.length).toBeGreaterThan(5);
  const wrong = creating.filter(
    ({ operation }) =>
      !operation.parameters?.some(({ $ref }) => $ref === '#/components/parameters/IdempotencyKey') ||
      !operation.responses['400']?.description.includes('idempotency.invalid'),
  );
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

test('every JSON body has a schema and an example', () => {
  const jsons = medias.filter(({ type, media }) => type === 'application/json' && !('examples' in media));
  expect(jsons.length).toBeGreaterThan(20);
  expect(
    jsons.filter(({ media }) => !media.schema || media.example === undefined).map(({ at }) => at),
  ).toEqual([]);
});

test('every example fits its schema', () => {
  const faults = medias.flatMap(({ at, media }) =>
    media.example === undefined || !media.schema
      ? []
      : schemaFaults({ schema: media.schema, value: media.example, at, schemas }),
  );
  expect(faults).toEqual([]);
  const Problem = { $ref: '#/components/schemas/Problem' };
  const unfit = Object.entries(document.components.examples).flatMap(([code, { value }]) =>
    schemaFaults({ schema: Problem, value, at: code, schemas }),
  );
  expect(unfit).toEqual([]);
});

test('examples show no identity number of a natural person but generated ones', () => {
  const numbers = JSON.stringify(document).match(/(?<!\d)\d{6}(19|20)\d{9}[\dX](?!\d)/g) ?? [];
  expect(
    numbers.filter((number) => !number.startsWith('440300') && !number.startsWith('11010519491231')),
  ).toEqual([]);
});

test('the running service hands out this very document', async () => {
  const { request } = await makeApp();
  expect(await (await request('/openapi.json')).json()).toEqual(JSON.parse(JSON.stringify(document)));
});

test('the schema check itself bites', () => {
  const faultsOf = (value: Json) =>
    schemaFaults({ schema: { $ref: '#/components/schemas/Up' }, value, at: '', schemas });
  const unfit: readonly Json[] = [null, 'ok', {}, { status: 'down' }, { status: 1 }];
  expect(faultsOf({ status: 'ok' })).toEqual([]);
  expect(unfit.map((value) => faultsOf(value).length)).toEqual(unfit.map(() => 1));
});
