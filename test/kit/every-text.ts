import { createApp } from '../../src/app.ts';
import { documentHead, openApiDocument } from '../../src/platform/web/openapi-document.rules.ts';
import { exampleOf, type Json, resolve, type Schema } from '../../src/platform/web/openapi-schema.rules.ts';

// Every text of every route's body and address, each asked once with the text given in its place.
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
  return [
    ...(isText ? [{ at, schema }] : []),
    ...inner,
    ...items,
    ...choices.flatMap((one) => textsOf(one, at)),
  ];
};

const put = (value: Json | undefined, [key, ...rest]: readonly string[], text: string): Json => {
  if (key === undefined) return text;
  if (isList(value) || key === '0') return [put(isList(value) ? value[0] : undefined, rest, text)];
  const holder =
    typeof value === 'object' && value !== null && !isList(value) ? (value as Record<string, Json>) : {};
  return { ...holder, [key]: put(holder[key], rest, text) };
};

const shapesOf = (asked: Schema): Schema[] => {
  const schema = resolve(asked, schemas);
  return [...(schema.oneOf ?? schema.anyOf ?? [schema])];
};

const takes =
  (text: string) =>
  ({ schema }: Field) =>
    !['uuid', 'date', 'date-time', 'binary'].includes(schema.format ?? '') &&
    (schema.maxLength ?? 99) >= 18 &&
    (!schema.pattern || new RegExp(schema.pattern, 'u').test(text));

export const ID = '7';
export const UUID = '00000000-0000-7000-8000-000000000000';
const fill = (path: string, changes: Record<string, string> = {}) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(changes[name] ?? (/^(id)$/.test(name) ? ID : name === 'year' ? '2027' : '1')),
  );

// Where the first example does not take the field: one that does.
const rule = { code: 'list.x', basis: '示例依据', restore: '示例办法' };
const RECORD = { ...rule, kind: 'record', catalog: 'x', title: '示例', outcome: 'review' };
const FRESH = {
  ...rule,
  kind: 'freshness',
  maxAgeWorkingDays: 1,
  catalogs: [{ catalog: 'x', maxAgeWorkingDays: 1 }],
};
const BUCKET = {
  kind: 's3',
  location: 'x',
  format: 'csv',
  credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
};
const MORE: readonly (readonly [RegExp, Record<string, Json>])[] = [
  [/rule-sets \/rules\/0\/catalogs/, { rules: [FRESH] }],
  [/rule-sets \/rules\/0\/(catalog|title)$/, { rules: [RECORD] }],
  [/subscriptions(\/\S*)? \/schedule\/cron/, { schedule: { kind: 'cron', cron: '30 8 * * *' } }],
  [/subscriptions(\/\S*)? \/drop/, { channel: 'file', drop: BUCKET }],
  [/subscriptions(\/\S*)? \/endpoint/, { channel: 'webhook' }],
];
const PLAIN: readonly (readonly [RegExp, Json])[] = [
  [/^(POST|PATCH) \S+subscriptions(\/\{id\})? /, { name: '示例订阅', filter: {} }],
];
const baseOf = (name: string, example: Json | undefined): Json | undefined => {
  const base = PLAIN.find(([at]) => at.test(name))?.[1] ?? example;
  const more = MORE.find(([at]) => at.test(name))?.[1];
  return more && typeof base === 'object' ? { ...base, ...more } : base;
};

export type Asked = { name: string; method: string; url: (id: string) => string; body?: Json };
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);
type Parameter = { in: string; name: string; schema: Schema; required?: boolean; example?: Json };
const parametersOf = (operation: (typeof operations)[number]['operation']): Parameter[] =>
  ((operation as { parameters?: (Parameter | { $ref: string })[] }).parameters ?? []).flatMap((one) =>
    'in' in one ? [one] : [document.components.parameters[one.$ref.split('/').pop() ?? ''] as Parameter],
  );
const queryOf = (parameters: readonly Parameter[], changes: Record<string, string> = {}) => {
  const needed = parameters.filter(
    (one) => one.in === 'query' && (one.required || one.name === 'since' || one.name in changes),
  );
  const words = needed.map((one): [string, string] => [
    one.name,
    changes[one.name] ?? String(exampleOf(one.schema, schemas) ?? '1'),
  ]);
  return words.length > 0 ? `?${new URLSearchParams(words)}` : '';
};

export const inBodies = (text: string): Asked[] =>
  operations.flatMap(({ path, method, operation }) => {
    const schema = operation.requestBody?.content['application/json']?.schema;
    if (!schema) return [];
    const query = queryOf(parametersOf(operation));
    return shapesOf(schema).flatMap((shape) =>
      textsOf(shape)
        .filter(takes(text))
        .map(({ at }) => {
          const name = `${method} ${path} /${at.join('/')}`;
          const body = put(baseOf(name, exampleOf(shape, schemas)), at, text);
          return { name, method, url: (id: string) => fill(path, { id }) + query, body };
        }),
    );
  });

export const inAddresses = (text: string): Asked[] =>
  operations.flatMap(({ path, method, operation }) => {
    const parameters = parametersOf(operation);
    const schema = operation.requestBody?.content['application/json']?.schema;
    const body = schema && exampleOf(schema, schemas);
    return parameters
      .filter((one) => ['path', 'query'].includes(one.in) && textsOf(one.schema).some(takes(text)))
      .map((one) => ({
        name: `${method} ${path} ${one.in}:${one.name}`,
        method,
        url: (id: string) =>
          fill(path, { id, ...(one.in === 'path' ? { [one.name]: text } : {}) }) +
          queryOf(parameters, one.in === 'query' ? { [one.name]: text } : {}),
        ...(body === undefined ? {} : { body }),
      }));
  });
