import { beforeAll, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { documentHead, openApiDocument } from '../../src/platform/openapi-document.rules.ts';
import { exampleOf, type Json, resolve, type Schema } from '../../src/platform/openapi-schema.rules.ts';
import { permissions } from '../../src/platform/permissions.ts';
import { makeApp } from '../kit/app.ts';
import { makeCity } from '../kit/cases.ts';
import { aBankCard, aCitizenId, aMobile, aUscc } from '../kit/identities.ts';
import { postForm } from '../kit/page.ts';
import { aViolationRow, upload } from '../kit/uploads.ts';

const NUMBER = aCitizenId('where none belongs');
const WIDE = NUMBER.replace(/\d/g, (figure) => String.fromCharCode(figure.charCodeAt(0) + 0xfee0));
const SPACED = `${NUMBER.slice(0, 6)} ${NUMBER.slice(6, 14)} ${NUMBER.slice(14)}`;

const document = openApiDocument(
  createApp(() => {
    throw new Error('asked for the document only');
  }).getOpenAPI31Document(documentHead),
);
const { schemas } = document.components;

type Field = { at: readonly string[]; schema: Schema };
const isList = (value: unknown): value is Json[] => Array.isArray(value);

// Every text that a schema takes, by the way to it; a choice of shapes is walked shape by shape.
const textsOf = (asked: Schema, at: readonly string[] = []): Field[] => {
  const schema = resolve(asked, schemas);
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const inner = Object.entries(schema.properties ?? {}).flatMap(([key, one]) => textsOf(one, [...at, key]));
  const items = schema.items ? textsOf(schema.items, [...at, '0']) : [];
  const isText = [schema.type].flat().includes('string') && !schema.enum && schema.const === undefined;
  return [...(isText ? [{ at, schema }] : []), ...inner, ...items, ...choices.flatMap((one) => textsOf(one, at))];
};

const put = (value: Json | undefined, [key, ...rest]: readonly string[], text: string): Json => {
  if (key === undefined) return text;
  if (isList(value) || key === '0') return [put(isList(value) ? value[0] : undefined, rest, text)];
  const holder = typeof value === 'object' && value !== null && !isList(value) ? (value as Record<string, Json>) : {};
  return { ...holder, [key]: put(holder[key], rest, text) };
};

const shapesOf = (asked: Schema): Schema[] => {
  const schema = resolve(asked, schemas);
  return [...(schema.oneOf ?? schema.anyOf ?? [schema])];
};

const takesNumber = ({ schema }: Field) =>
  !['uuid', 'date', 'date-time'].includes(schema.format ?? '') &&
  (schema.maxLength ?? 99) >= 18 &&
  (!schema.pattern || new RegExp(schema.pattern, 'u').test(NUMBER));

const fill = (path: string, changes: Record<string, string> = {}) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(changes[name] ?? (/^(id)$/.test(name) ? ID : name === 'year' ? '2027' : '1')),
  );
const ID = '7';
const UUID = '00000000-0000-7000-8000-000000000000';

type Asked = { name: string; method: string; url: (id: string) => string; body?: Json };
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);
type Parameter = { in: string; name: string; schema: Schema; required?: boolean; example?: Json };
const parametersOf = (operation: (typeof operations)[number]['operation']): Parameter[] =>
  ((operation as { parameters?: (Parameter | { $ref: string })[] }).parameters ?? []).flatMap((one) =>
    'in' in one ? [one] : [],
  );
const queryOf = (parameters: readonly Parameter[], changes: Record<string, string> = {}) => {
  const needed = parameters.filter((one) => one.in === 'query' && (one.required || one.name in changes));
  const words = needed.map((one): [string, string] => [
    one.name,
    changes[one.name] ?? String(exampleOf(one.schema, schemas) ?? '1'),
  ]);
  return words.length > 0 ? `?${new URLSearchParams(words)}` : '';
};

const inBodies: Asked[] = operations.flatMap(({ path, method, operation }) => {
  const schema = operation.requestBody?.content['application/json']?.schema;
  if (!schema) return [];
  const query = queryOf(parametersOf(operation));
  return shapesOf(schema).flatMap((shape) =>
    textsOf(shape)
      .filter(takesNumber)
      .map(({ at }) => ({
        name: `${method} ${path} /${at.join('/')}`,
        method,
        url: (id: string) => fill(path, { id }) + query,
        body: put(exampleOf(shape, schemas), at, NUMBER),
      })),
  );
});

const inAddresses: Asked[] = operations.flatMap(({ path, method, operation }) => {
  const parameters = parametersOf(operation);
  const schema = operation.requestBody?.content['application/json']?.schema;
  const body = schema && exampleOf(schema, schemas);
  return parameters
    .filter((one) => ['path', 'query'].includes(one.in) && textsOf(one.schema).some(takesNumber))
    .map((one) => ({
      name: `${method} ${path} ${one.in}:${one.name}`,
      method,
      url: (id: string) =>
        fill(path, { id, ...(one.in === 'path' ? { [one.name]: NUMBER } : {}) }) +
        queryOf(parameters, one.in === 'query' ? { [one.name]: NUMBER } : {}),
      ...(body === undefined ? {} : { body }),
    }));
});

// Where a number may stand: what names the person, a secret, a cursor, what is judged apart. Think before adding a line.
const MAY_STAND = [
  'GET /api/v1/x query:after',
  'POST /api/v1/x /certificate',
  'POST /api/v1/x /credentials/accessKeyId',
  'POST /api/v1/x /credentials/secretAccessKey',
  'POST /api/v1/x /drop/credentials/accessKeyId',
  'POST /api/v1/x /drop/credentials/secretAccessKey',
  'POST /api/v1/x /key',
  'POST /api/v1/x /password',
  'POST /api/v1/x /subject/code',
  'POST /api/v1/x /uscc',
].map((line) => line.split(' ').at(-1));
const OWN_HOOK = ['POST /api/v1/session /agency', 'POST /api/v1/session /name'];
// Sends bytes or draws a page: no hook of ours, and nothing of the address is kept.
const NOT_KEPT = ['GET /problems/{code} path:code'];

let app: Awaited<ReturnType<typeof makeApp>>;
let key: string;

beforeAll(async () => {
  app = await makeApp();
  app.deps.permissionsOf = () => new Set(permissions);
  key = (await app.agency('QBDW', ['window'], ['serious-violation'])).key;
});

const ask = async ({ method, url, body }: Asked) => {
  const send = async (id: string) => {
    const answer = await app.request(url(id), { method, key, ...(body === undefined ? {} : { json: body }) });
    return (await answer.json().catch(() => ({}))) as { code?: string; errors?: { pointer: string; code: string }[] };
  };
  const told = await send(ID);
  // Ids are numbers on some routes, UUIDs on others.
  return told.code === 'request.invalid' ? send(UUID) : told;
};

test('every text that any route takes is refused when it holds a person’s number, and the answer says where', async () => {
  expect(inBodies.length).toBeGreaterThan(80);
  const passed: string[] = [];
  for (const asked of [...inBodies, ...inAddresses]) {
    const told = await ask(asked);
    const isRefused = told.code === 'text.personal-number' && (told.errors?.length ?? 0) > 0;
    if (!isRefused) passed.push(`${asked.name} → ${told.code}`);
    else expect(JSON.stringify(told)).not.toContain(NUMBER);
  }
  const mayStand = (line: string) => {
    const [name = ''] = line.split(' →');
    return MAY_STAND.includes(name.split(' ').at(-1)) || [...OWN_HOOK, ...NOT_KEPT].includes(name);
  };
  expect(passed.filter((line) => !mayStand(line))).toEqual([]);
});

const dump = async (at: Pick<typeof app, 'query'>): Promise<string> => {
  const tables = await at.query(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  );
  const rows = [];
  for (const { name } of tables) rows.push(...(await at.query(`select t::text as line from ${name} t`)));
  return rows.map(({ line }) => line).join('\n');
};

test('after all of these no table holds the number in clear', async () => {
  for (const asked of [...inBodies, ...inAddresses]) await ask(asked);
  await app.request('/api/v1/session', { method: 'POST', json: { agency: NUMBER, name: NUMBER, password: 'x' } });
  const headers = { 'idempotency-key': NUMBER };
  const json = { subject: { type: 'uscc', code: aUscc('1') }, purpose: 'commitment' };
  const keyed = await app.request('/api/v1/checks', { method: 'POST', key, headers, json });
  expect([keyed.status, (await keyed.json()).code]).toEqual([422, 'text.personal-number']);
  expect(await dump(app)).toContain('QBDW');
  expect(await dump(app)).not.toContain(NUMBER);
});
