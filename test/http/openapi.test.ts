import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { problems } from '../../src/kernel/problems.ts';
import { permissions } from '../../src/platform/door/permissions.ts';
import { answerOf, problemCodesOf } from '../../src/platform/web/openapi-answers.rules.ts';
import {
  type Content,
  documentHead,
  type Media,
  type Operation,
  openApiDocument,
} from '../../src/platform/web/openapi-document.rules.ts';
import { exampleOf, type Json } from '../../src/platform/web/openapi-schema.rules.ts';
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

const answersOf = ({ responses }: Operation) =>
  Object.entries(responses).map(([status, answer]) => ({
    status,
    ref: answer.$ref,
    answer: answerOf(document, answer) ?? {},
  }));
const codesAt = (operation: Operation, status: string) =>
  problemCodesOf(answerOf(document, operation.responses[status]));

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
    const inPath = parameters
      .map((one) => document.components.parameters[one.$ref?.split('/').pop() ?? ''] ?? one)
      .filter((parameter) => parameter.in === 'path');
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
  expect(where((operation) => codesAt(operation, '500').length === 0)).toEqual([]);
  expect(
    where((operation) => answersOf(operation).some(({ answer }) => !answer.description?.trim())),
  ).toEqual([]);
});

test('every refusal is a named component, each set of codes written once', () => {
  const inline = operations.flatMap(({ name, operation }) =>
    answersOf(operation)
      .filter(({ status, ref }) => /^[45]/.test(status) && ref === undefined)
      .map(({ status }) => `${name} ${status}`),
  );
  expect(inline).toEqual([]);
  const sets = Object.values(document.components.responses).map((answer) =>
    problemCodesOf(answer).toSorted().join(' '),
  );
  expect(sets.filter((set, at) => set === '' || sets.indexOf(set) !== at)).toEqual([]);
});

const verbs =
  /^(accept|acknowledge|add|admit|answer|apply|approve|ask|begin|cancel|change|close|compare|confirm|count|create|disable|dismiss|download|decide|draft|draw|enable|end|enrol|enter|explain|extend|file|find|follow|forward|give|grant|import|issue|list|load|make|mark|mend|merge|move|object|order|pass|pause|preview|put|query|raise|read|record|refuse|reject|remove|reopen|repeat|replay|reply|report|reset|restore|resume|revoke|roll|rotate|run|save|search|set|show|sign|simulate|start|stay|supply|take|test|transfer|undo|uphold|upload|verify|withdraw)[A-Z]/;

test('every operation is called by a verb and its object, in camel case', () => {
  expect(
    where(({ operationId = '' }) => !verbs.test(operationId) || !/^[A-Za-z]+$/.test(operationId)),
  ).toEqual([]);
});

// Names that a generated client would take from its own language: JavaScript's and TypeScript's, Java's,
// C#'s, Python's, Go's.
const taken = new Set([
  ...Object.getOwnPropertyNames(globalThis),
  ...'Record Partial Required Readonly Pick Omit Exclude Extract NonNullable Parameters ReturnType Awaited'.split(
    ' ',
  ),
  ...'Node Element Document Window Event Selection Range Report Lock Option Text Comment Image Audio'.split(
    ' ',
  ),
  ...'Integer Long Short Byte Float Double Character Boolean Class Enum Thread Exception Iterable List'.split(
    ' ',
  ),
  ...'Optional Void Override Deprecated Task Action Func Type Attribute Tuple Dict Any Union None'.split(' '),
]);

test('no schema and no answer bears a name that languages keep for themselves', () => {
  const names = [...Object.keys(schemas), ...Object.keys(document.components.responses)];
  expect(names.filter((name) => taken.has(name) || !/^[A-Z][A-Za-z0-9]*$/.test(name))).toEqual([]);
});

test('an upload is a file of any type, so that generated clients take a Blob without a cast', () => {
  for (const path of ['/api/v1/batches', '/api/v1/matter-editions']) {
    const { 'multipart/form-data': form, ...files } = document.paths[path]?.post?.requestBody?.content ?? {};
    expect(form).toEqual({});
    expect(Object.values(files).map(({ schema }) => schema)).toEqual(
      Object.values(files).map(() => ({ type: 'string', format: 'binary' })),
    );
  }
});

test('every problem that an operation names exists, with its status', () => {
  const wrong = operations.flatMap(({ name, operation }) =>
    answersOf(operation).flatMap(({ status, answer }) =>
      problemCodesOf(answer)
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
      !answerOf(document, operation.responses['400'])?.description?.includes('idempotency.invalid'),
  );
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

// A request carries its example; an answer's follows from its schema, as on /docs and in every tool.
const exampleIn = ({ example, schema }: Media) => example ?? (schema && exampleOf(schema, schemas));

test('every JSON body has a schema and an example', () => {
  const jsons = medias.filter(({ type, media }) => type === 'application/json' && !('examples' in media));
  expect(jsons.length).toBeGreaterThan(20);
  expect(
    jsons.filter(({ media }) => !media.schema || exampleIn(media) === undefined).map(({ at }) => at),
  ).toEqual([]);
});

test('every example fits its schema', () => {
  const faults = medias.flatMap(({ at, type, media }) =>
    !type.endsWith('json') || !media.schema
      ? []
      : schemaFaults({ schema: media.schema, value: exampleIn(media) ?? null, at, schemas }),
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
