import { parseDocument } from 'htmlparser2';
import type { TestApp } from './app.ts';

type Page = (path: string, init?: RequestInit) => Promise<Response> | Response;

const ownOrigin = { origin: 'http://localhost', host: 'localhost' };

// Posts as a browser posts a form: urlencoded, from our own origin.
export const postForm = (via: TestApp | { page: Page }, path: string, form: Record<string, string>) => {
  const send: Page = 'page' in via ? via.page : (where, init) => via.app.request(where, init);
  return send(path, {
    method: 'POST',
    headers: { ...ownOrigin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
};

// Posts a file as a browser does: multipart, from our own origin.
export const postFile = (via: { page: Page }, path: string, file: { name: string; text: string }) => {
  const body = new FormData();
  body.set('file', new Blob([file.text], { type: 'text/csv' }), file.name);
  return via.page(path, { method: 'POST', headers: ownOrigin, body });
};

type Element = { name: string; attribs: Record<string, string>; children: readonly unknown[] };
const isElement = (node: unknown): node is Element =>
  typeof node === 'object' && node !== null && 'attribs' in node && 'name' in node;
const elementsOf = (node: { children: readonly unknown[] }): Element[] =>
  node.children.filter(isElement).flatMap((child) => [child, ...elementsOf(child)]);

export const elementsIn = (html: string): Element[] => elementsOf(parseDocument(html));

// Every input has a label, every error in the summary leads to an element, no id stands twice.
export const labelFaults = (html: string): string[] => {
  const elements = elementsIn(html);
  const ids = elements.flatMap(({ attribs }) => attribs.id ?? []);
  const labelled = new Set(elements.filter(({ name }) => name === 'label').map(({ attribs }) => attribs.for));
  const inLabel = new Set(
    elements.filter(({ name, attribs }) => name === 'label' && !attribs.for).flatMap(elementsOf),
  );
  const bare = elements.filter(
    (element) =>
      ['input', 'select', 'textarea'].includes(element.name) &&
      element.attribs.type !== 'hidden' &&
      !labelled.has(element.attribs.id) &&
      !inLabel.has(element),
  );
  const lost = elements.filter(
    ({ name, attribs }) =>
      name === 'a' && attribs.href?.startsWith('#') && !ids.includes(attribs.href.slice(1)),
  );
  const doubled = ids.filter((id, place) => ids.indexOf(id) !== place);
  return [
    ...bare.map(({ attribs }) => `no label: ${attribs.name}`),
    ...lost.map(({ attribs }) => `leads nowhere: ${attribs.href}`),
    ...doubled.map((id) => `id twice: ${id}`),
  ];
};
