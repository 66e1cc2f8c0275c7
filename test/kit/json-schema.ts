import {
  type Json,
  resolve,
  type Schema,
  type Schemas,
} from '../../src/platform/web/openapi-schema.rules.ts';

type Check = { schema: Schema; value: Json; at: string; schemas: Schemas };

const typeOf = (value: Json): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
};

const formats: Record<string, RegExp> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  uri: /^[a-z][a-z0-9+.-]*:/i,
};

const typeFaults = ({ schema, value, at }: Check): string[] => {
  const wanted = [schema.type ?? []].flat();
  const found = typeOf(value);
  const fits =
    wanted.length === 0 || wanted.includes(found) || (found === 'integer' && wanted.includes('number'));
  return fits ? [] : [`${at} is ${found}, not ${wanted.join(' or ')}`];
};

const valueFaults = ({ schema, value, at }: Check): string[] => {
  const same = (other: Json) => JSON.stringify(other) === JSON.stringify(value);
  const isIn = schema.enum === undefined || schema.enum.some(same);
  const isConst = schema.const === undefined || same(schema.const);
  return isIn && isConst ? [] : [`${at} is none of the values allowed`];
};

const textFaults = ({ schema, value, at }: Check): string[] => {
  if (typeof value !== 'string') return [];
  const broken = [
    [value.length < (schema.minLength ?? 0), 'too short'],
    [value.length > (schema.maxLength ?? Number.POSITIVE_INFINITY), 'too long'],
    [
      schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value),
      `not like ${schema.pattern}`,
    ],
    [formats[schema.format ?? '']?.test(value) === false, `no ${schema.format}`],
  ] as const;
  return broken.filter(([isBroken]) => isBroken).map(([, why]) => `${at} is ${why}`);
};

const numberFaults = ({ schema, value, at }: Check): string[] => {
  if (typeof value !== 'number') return [];
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity } = schema;
  return value < minimum || value > maximum || value <= exclusiveMinimum ? [`${at} is out of range`] : [];
};

const arrayFaults = ({ schema, value, at, schemas }: Check): string[] => {
  if (!Array.isArray(value)) return [];
  const { minItems = 0, maxItems = Infinity, items = {} } = schema;
  const length =
    value.length < minItems || value.length > maxItems ? [`${at} has ${value.length} items`] : [];
  return [
    ...length,
    ...value.flatMap((item, no) => schemaFaults({ schema: items, value: item, at: `${at}/${no}`, schemas })),
  ];
};

const objectFaults = ({ schema, value, at, schemas }: Check): string[] => {
  if (typeOf(value) !== 'object') return [];
  const { properties = {}, required = [], additionalProperties = true } = schema;
  const fields = value as { readonly [key: string]: Json };
  const missing = required.filter((name) => !(name in fields)).map((name) => `${at}/${name} is missing`);
  const faults = Object.entries(fields).flatMap(([name, field]) => {
    const known = properties[name] ?? additionalProperties;
    if (known === true) return [];
    if (known === false) return [`${at}/${name} is not a field`];
    return schemaFaults({ schema: known, value: field, at: `${at}/${name}`, schemas });
  });
  return [...missing, ...faults];
};

const choiceFaults = (check: Check): string[] => {
  const { anyOf, oneOf, allOf } = check.schema;
  const faultsOf = (schema: Schema) => schemaFaults({ ...check, schema });
  const all = (allOf ?? []).flatMap(faultsOf);
  const choices = anyOf ?? oneOf;
  const fits = choices === undefined || choices.some((choice) => faultsOf(choice).length === 0);
  return fits ? all : [...all, `${check.at} fits none of the choices`];
};

// As much of JSON Schema 2020-12 as our document uses.
export const schemaFaults = (asked: Check): string[] => {
  const check = { ...asked, schema: resolve(asked.schema, asked.schemas) };
  const own = typeFaults(check);
  if (own.length > 0) return own;
  return [valueFaults, textFaults, numberFaults, arrayFaults, objectFaults, choiceFaults].flatMap((faults) =>
    faults(check),
  );
};
