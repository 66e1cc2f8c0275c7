import { expect } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import type { TestApp } from './app.ts';

export const publish = (app: TestApp) => jobNamed('publish-changes').run(app.deps, app.deps.clock.now());

const fetched = async (app: TestApp, path: string, headers: Record<string, string> = {}) => {
  const answer = await app.request(`/public/lists/${path}`, { headers });
  expect(answer.status, path).toBe(200);
  return answer;
};

export const snapshot = async (app: TestApp, list: string) => {
  const answer = await fetched(app, `${list}/snapshot.ndjson`);
  return { version: Number(answer.headers.get('x-list-version')), text: await answer.text() };
};
export const delta = async (app: TestApp, list: string, since: number) =>
  (await fetched(app, `${list}/delta.ndjson?since=${since}`)).text();

// What a department does with the two files: its copy by id, mended line by line, written again in the order
// of the ids.
export const applied = (old: string, change: string): string => {
  const lines = (text: string) => text.split('\n').filter(Boolean);
  const byId = new Map(lines(old).map((line) => [JSON.parse(line).id as string, line]));
  for (const line of lines(change)) {
    const { op, ...row } = JSON.parse(line);
    if (op === 'remove') expect(Object.keys(row)).toEqual(['id']);
    if (op === 'remove') byId.delete(row.id);
    else byId.set(row.id, JSON.stringify(row));
  }
  return [...byId]
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, line]) => `${line}\n`)
    .join('');
};

export const entries = async (app: TestApp, list: string, q = '') =>
  (await (await fetched(app, `${list}?${new URLSearchParams(q ? { q } : {})}`)).json()).items;
