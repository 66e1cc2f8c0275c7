// npm run openapi [-- --check]   writes docs/api/openapi.json from the routes
import { createApp } from '../src/app.ts';
import { documentHead, openApiDocument } from '../src/platform/web/openapi-document.rules.ts';
import { writtenPage } from './written-page.ts';

const app = createApp(() => {
  throw new Error('the document is made without answering a request');
});
const document = openApiDocument(app.getOpenAPI31Document(documentHead));
const isTrue = writtenPage('docs/api/openapi.json', `${JSON.stringify(document, null, 2)}\n`, {
  checkOnly: process.argv.includes('--check'),
  command: 'npm run openapi',
});
process.exit(isTrue ? 0 : 1);
