import { pascal, problemCodesOf } from './openapi-answers.rules.ts';
import type { Operation, Parameter } from './openapi-document.rules.ts';

export const sharedParameters: Readonly<Record<string, Parameter>> = {
  Limit: {
    schema: { type: 'integer', minimum: 1, maximum: 500, default: 50 },
    required: false,
    name: 'limit',
    in: 'query',
  },
  After: { schema: { type: 'string', maxLength: 400 }, required: false, name: 'after', in: 'query' },
  Id: { schema: { type: 'integer', exclusiveMinimum: 0 }, required: true, name: 'id', in: 'path' },
  Version: {
    schema: { type: 'integer', minimum: 1, maximum: 1_000_000_000 },
    required: true,
    name: 'version',
    in: 'path',
  },
  Uuid: { schema: { type: 'string', format: 'uuid' }, required: true, name: 'id', in: 'path' },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: '1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。',
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,128}$' },
  },
};

const names = new Map(
  Object.entries(sharedParameters).map(([name, parameter]) => [JSON.stringify(parameter), name]),
);
const refTo = (name: string): Parameter => ({ $ref: `#/components/parameters/${name}` });

// A description stands once, at the parameter, and what many routes ask alike stands once for all.
const shortened = (parameter: Parameter): Parameter => {
  const { description, ...schema } = parameter.schema ?? {};
  const plain = description === parameter.description ? { ...parameter, schema } : parameter;
  const name = names.get(JSON.stringify(plain));
  return name ? refTo(name) : plain;
};

// The routes that can refuse a reused key are those that take one.
export const completeParameters = (operation: Operation) => {
  const takesKey = problemCodesOf(operation.responses['409']).includes('idempotency.reused');
  if (!operation.parameters && !takesKey) return;
  operation.parameters = [
    ...(operation.parameters ?? []).map(shortened),
    ...(takesKey ? [refTo('IdempotencyKey')] : []),
  ];
};

// The headers of a push are the same at each webhook: they are named after themselves, and written once.
export const hoistAlike = (webhooks: readonly Operation[]): Record<string, Parameter> => {
  const alike: Record<string, Parameter> = {};
  for (const operation of webhooks)
    operation.parameters = operation.parameters?.map((parameter) => {
      const name = pascal(parameter.name ?? '');
      const known = alike[name] ?? parameter;
      alike[name] = known;
      return JSON.stringify(known) === JSON.stringify(parameter) ? refTo(name) : parameter;
    });
  return alike;
};
