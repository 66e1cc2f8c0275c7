import type { TestApp } from './app.ts';

type Call = { method?: string; json?: unknown };
// An agency's key or a person's session.
export type Registrar = { api: (path: string, call?: Call) => Promise<Response> | Response };
export const BASIS = '示例市发改〔2026〕8号';

export const drafted = (registrar: Registrar, draft: object) =>
  registrar.api('/changes', { method: 'POST', json: { basis: BASIS, ...draft } });

export const approved = (other: Registrar, id: string) =>
  other.api(`/changes/${id}/approve`, { method: 'POST' });

// A door that answers 202 with a change: a second registrar approves it, and it counts.
export const byTwoHands = async (app: Pick<TestApp, 'agency'>, answer: Promise<Response> | Response) => {
  const sent = await answer;
  if (sent.status !== 202 && sent.status !== 201) return sent;
  const { id } = (await sent.json()) as { id: string };
  return approved(await secondRegistrar(app), id);
};

const seconds = new WeakMap<object, Promise<Registrar>>();
export const secondRegistrar = (app: Pick<TestApp, 'agency'>): Promise<Registrar> => {
  const known = seconds.get(app) ?? app.agency('SECOND', ['registrar'], [], '示例第二登记处');
  seconds.set(app, known);
  return known;
};
