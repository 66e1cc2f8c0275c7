// The part of OpenAPI 3.1 that our routes produce.
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Schema = {
  $ref?: string;
  type?: string | readonly string[];
  format?: string;
  description?: string;
  enum?: readonly Json[];
  const?: Json;
  pattern?: string;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  prefixItems?: readonly Schema[];
  properties?: Record<string, Schema>;
  required?: readonly string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  allOf?: readonly Schema[];
  not?: Schema;
  example?: Json;
  examples?: readonly Json[];
  default?: Json;
};
export type Schemas = Record<string, Schema>;

const REF = '#/components/schemas/';

export const schemaName = (schema: Schema): string | undefined =>
  schema.$ref?.startsWith(REF) ? schema.$ref.slice(REF.length) : undefined;

export const resolve = (schema: Schema, schemas: Schemas): Schema => {
  const name = schemaName(schema);
  return name === undefined ? schema : (schemas[name] ?? {});
};

// A value that fits: the fields' own examples where they are given, otherwise the plainest value of the type.
// Nothing where only a person could know one (a pattern without an example).
export const exampleOf = (asked: Schema, schemas: Schemas): Json | undefined => {
  const schema = resolve(asked, schemas);
  const given = schema.example ?? schema.examples?.[0] ?? schema.const ?? schema.default ?? schema.enum?.[0];
  if (given !== undefined) return given;
  const choice = (schema.anyOf ?? schema.oneOf)?.[0];
  if (choice) return exampleOf(choice, schemas);
  if (schema.allOf) return allOfExample(schema.allOf, schemas);
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0];
  return type === undefined ? undefined : byType[type]?.(schema, schemas);
};

const allOfExample = (parts: readonly Schema[], schemas: Schemas): Json | undefined => {
  const examples = parts.map((part) => exampleOf(part, schemas));
  return Object.assign({}, ...examples.filter((part) => typeof part === 'object'));
};

const byFormat: Record<string, string> = {
  date: '2026-11-24',
  'date-time': '2026-11-24T10:00:00+08:00',
  uuid: '0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77',
  uri: 'https://receiver.example.gov.cn/credit',
};

const byType: Record<string, (schema: Schema, schemas: Schemas) => Json | undefined> = {
  null: () => null,
  boolean: () => true,
  integer: ({ minimum, exclusiveMinimum }) => Math.max(1, minimum ?? 0, (exclusiveMinimum ?? 0) + 1),
  number: ({ minimum, exclusiveMinimum }) => Math.max(1, minimum ?? 0, (exclusiveMinimum ?? 0) + 1),
  string: (schema) => byFormat[schema.format ?? ''] ?? (schema.pattern ? undefined : plainText(schema)),
  array: (schema, schemas) => {
    const item = exampleOf(schema.items ?? {}, schemas);
    return item === undefined ? (schema.minItems ? undefined : []) : [item];
  },
  object: (schema, schemas) => objectExample(schema, schemas),
};

const plainText = ({ minLength = 0, maxLength = 100 }: Schema) =>
  '示例'.repeat(Math.max(1, Math.ceil(minLength / 2))).slice(0, maxLength);

const objectExample = (schema: Schema, schemas: Schemas): Json | undefined => {
  const example: Record<string, Json> = {};
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const value = exampleOf(property, schemas);
    if (value !== undefined) example[name] = value;
    else if (schema.required?.includes(name)) return undefined;
  }
  return example;
};
