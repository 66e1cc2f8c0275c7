import type { FC } from 'hono/jsx';
import { answerOf, problemCodesOf } from './openapi-answers.rules.ts';
import type { ApiDocument, Content, Media, Operation, Parameter } from './openapi-document.rules.ts';
import { exampleOf, resolve, schemaName } from './openapi-schema.rules.ts';
import { PageTitle } from './pieces.view.tsx';
import { SchemaView } from './schema.view.tsx';

export const DocsView: FC<{ document: ApiDocument }> = ({ document }) => (
  <>
    <PageTitle title="接口文档" />
    <p class="lead">
      版本 {document.info.version}，机器可读的全文见 <a href="/openapi.json">/openapi.json</a>
    </p>
    <ul>
      {document.info.description.split('\n').map((line) => (
        <li>{line}</li>
      ))}
    </ul>
    <nav aria-label="分组">
      {document.tags.map(({ name }, place) => (
        <>
          {place > 0 && ' · '}
          <a href={`#tag-${name}`}>{name}</a>
        </>
      ))}
    </nav>
    {document.tags.map(({ name }) => (
      <TagSection name={name} document={document} />
    ))}
    <section>
      <h2>数据结构</h2>
      {Object.entries(document.components.schemas).map(([name, schema]) => (
        <section id={`schema-${name}`}>
          <h3>
            <code>{name}</code>
          </h3>
          <SchemaView schema={schema} />
        </section>
      ))}
    </section>
  </>
);

const operationsOf = (document: ApiDocument, tag: string) =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.tags?.includes(tag))
      .map(([method, operation]) => ({ path, method, operation })),
  );

const TagSection: FC<{ name: string; document: ApiDocument }> = ({ name, document }) => (
  <section id={`tag-${name}`}>
    <h2>{name}</h2>
    {operationsOf(document, name).map(({ path, method, operation }) => (
      <details id={operation.operationId ?? ''}>
        <summary>
          <code>
            {method.toUpperCase()} {path}
          </code>{' '}
          {operation.summary}
        </summary>
        <OperationView operation={operation} document={document} />
      </details>
    ))}
  </section>
);

const OperationView: FC<{ operation: Operation; document: ApiDocument }> = ({ operation, document }) => (
  <div class="operation">
    {operation.description && <p>{operation.description}</p>}
    <p>
      {operation.security?.length === 0 ? '无需登录' : '密钥或会话'}
      {operation['x-permission'] !== 'anyone' && (
        <>
          ，需要权限 <code>{operation['x-permission']}</code>
        </>
      )}
    </p>
    <Parameters parameters={operation.parameters ?? []} document={document} />
    {operation.requestBody && (
      <>
        <h3>请求正文</h3>
        <ContentView content={operation.requestBody.content} document={document} />
      </>
    )}
    {Object.entries(operation.responses)
      .filter(([status]) => status < '400')
      .map(([status, answer]) => (
        <>
          <h3>
            {status} {answer.description}
          </h3>
          <ContentView content={answer.content ?? {}} document={document} />
        </>
      ))}
    <Refusals operation={operation} document={document} />
  </div>
);

const Parameters: FC<{ parameters: readonly Parameter[]; document: ApiDocument }> = ({
  parameters,
  document,
}) =>
  parameters.length === 0 ? null : (
    <table>
      <caption>参数</caption>
      <thead>
        <tr>
          <th scope="col">名称</th>
          <th scope="col">位置</th>
          <th scope="col">必填</th>
          <th scope="col">说明</th>
        </tr>
      </thead>
      <tbody>
        {parameters
          .map(
            (parameter) =>
              document.components.parameters[parameter.$ref?.split('/').pop() ?? ''] ?? parameter,
          )
          .map((parameter) => (
            <tr>
              <th scope="row">
                <code>{parameter.name}</code>
              </th>
              <td>{parameter.in}</td>
              <td>{parameter.required ? '是' : '否'}</td>
              <td>
                {parameter.description}
                <SchemaView schema={parameter.schema ?? {}} />
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  );

// An answer carries no example of its own: it follows from the schema.
const exampleIn = ({ example, schema }: Media, { components }: ApiDocument) =>
  example ?? (schema && exampleOf(schema, components.schemas));

const ContentView: FC<{ content: Content; document: ApiDocument }> = ({ content, document }) => (
  <>
    {Object.entries(content).map(([type, media]) => (
      <>
        <p>
          <code>{type}</code>
        </p>
        {type.includes('json') && media.schema && (
          <details>
            <summary>字段 {schemaName(media.schema)}</summary>
            <SchemaView schema={resolve(media.schema, document.components.schemas)} />
          </details>
        )}
        {type === 'application/json' && exampleIn(media, document) !== undefined && (
          <details>
            <summary>示例</summary>
            <pre>
              <code>{JSON.stringify(exampleIn(media, document), null, 2)}</code>
            </pre>
          </details>
        )}
      </>
    ))}
  </>
);

const Refusals: FC<{ operation: Operation; document: ApiDocument }> = ({ operation, document }) => (
  <table>
    <caption>可能的拒绝</caption>
    <tbody>
      {Object.entries(operation.responses).flatMap(([status, answer]) =>
        problemCodesOf(answerOf(document, answer)).map((code) => (
          <tr>
            <td>{status}</td>
            <th scope="row">
              <a href={`/problems/${code}`}>
                <code>{code}</code>
              </a>
            </th>
            <td>{document.components.examples[code]?.value.title}</td>
          </tr>
        )),
      )}
    </tbody>
  </table>
);
