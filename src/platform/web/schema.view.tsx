import type { FC } from 'hono/jsx';
import { type Schema, schemaName } from './openapi-schema.rules.ts';

// A JSON schema as people read it: fields in a table, named structures as links.
export const SchemaView: FC<{ schema: Schema }> = ({ schema }) => {
  const name = schemaName(schema);
  if (name)
    return (
      <p>
        <a href={`#schema-${name}`}>
          <code>{name}</code>
        </a>
      </p>
    );
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices) return <Choices word={schema.allOf ? '并且' : '或者'} choices={choices} />;
  if (schema.properties) return <Fields schema={schema} />;
  return (
    <>
      <p>{sayType(schema)}</p>
      {schema.items && <SchemaView schema={schema.items} />}
    </>
  );
};

const Choices: FC<{ word: string; choices: readonly Schema[] }> = ({ word, choices }) => (
  <>
    {choices.map((choice, place) => (
      <>
        {place > 0 && <p>{word}</p>}
        <SchemaView schema={choice} />
      </>
    ))}
  </>
);

const Fields: FC<{ schema: Schema }> = ({ schema }) => (
  <table>
    <thead>
      <tr>
        <th scope="col">字段</th>
        <th scope="col">必填</th>
        <th scope="col">内容</th>
      </tr>
    </thead>
    <tbody>
      {Object.entries(schema.properties ?? {}).map(([field, property]) => (
        <tr>
          <th scope="row">
            <code>{field}</code>
          </th>
          <td>{schema.required?.includes(field) ? '是' : '否'}</td>
          <td>
            {property.description && <p>{property.description}</p>}
            <SchemaView schema={property} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const typeNames: Record<string, string> = {
  string: '文本',
  integer: '整数',
  number: '数字',
  boolean: '是或否',
  array: '列表',
  object: '对象',
  null: '空',
};
const formatNames: Record<string, string> = {
  date: '日期',
  'date-time': '时刻',
  uuid: 'UUID',
  uri: '网址',
};

const sayType = (schema: Schema): string => {
  const types = [schema.type ?? []].flat().map((type) => typeNames[type] ?? type);
  const limits = [
    schema.minimum !== undefined && `不小于 ${schema.minimum}`,
    schema.maximum !== undefined && `不大于 ${schema.maximum}`,
    schema.minLength !== undefined && `至少 ${schema.minLength} 字`,
    schema.maxLength !== undefined && `至多 ${schema.maxLength} 字`,
    schema.minItems !== undefined && `至少 ${schema.minItems} 项`,
    schema.maxItems !== undefined && `至多 ${schema.maxItems} 项`,
    schema.pattern && `形如 ${schema.pattern}`,
    schema.default !== undefined && `默认 ${JSON.stringify(schema.default)}`,
    schema.example !== undefined && `例 ${JSON.stringify(schema.example)}`,
  ];
  const values = schema.const !== undefined ? [schema.const] : (schema.enum ?? []);
  return [
    schema.format ? (formatNames[schema.format] ?? schema.format) : types.join('或') || '任意',
    values.length > 0 && `取值 ${values.map((value) => String(value)).join('、')}`,
    ...limits,
  ]
    .filter(Boolean)
    .join('，');
};
