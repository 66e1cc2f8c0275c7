import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';

const HEAD =
  '// Made by npm run client from docs/api/openapi.json. Agencies copy it beside src/client; nobody edits it.\n';
const blob = ts.factory.createTypeReferenceNode('Blob');

// Types alone: nothing of it is left when the client runs. An uploaded file is a Blob, which is sent as a
// stream.
export const schemaText = async (document: string): Promise<string> =>
  HEAD +
  astToString(
    await openapiTS(document, {
      alphabetize: true,
      silent: true,
      transform: ({ format }) => (format === 'binary' ? blob : undefined),
    }),
  );
