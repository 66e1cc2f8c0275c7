import type { MiddlewareHandler } from 'hono';
import { permit } from '../door/act.ts';
import type { Permission } from '../door/permissions.ts';
import type { Env } from './http.ts';

export type AskedAction = Permission | 'anyone';

const asked = new WeakMap<object, AskedAction>();

/** Names the action of a route or page: whoever may not do it goes no further. */
export const requirePermission = (action: AskedAction): MiddlewareHandler<Env> => {
  const guard: MiddlewareHandler<Env> = async (c, next) => {
    if (action !== 'anyone') permit(c.get('ctx'), action);
    await next();
  };
  asked.set(guard, action);
  return guard;
};

type Handled = { method: string; path: string; handler: object };

/** The actions that each route and page of an app asks for, from the guards that stand before it: `GET /path/{so}` → actions. */
export const askedByEach = (routes: readonly Handled[]): ReadonlyMap<string, ReadonlySet<AskedAction>> => {
  const found = new Map<string, Set<AskedAction>>();
  for (const { method, path, handler } of routes) {
    if (method === 'ALL') continue;
    const name = `${method} ${path.replace(/:(\w+)(\{(?:[^{}]|\{[\d,]+\})*\})?/g, '{$1}')}`;
    const actions = found.get(name) ?? new Set();
    const action = asked.get(handler);
    found.set(name, action === undefined ? actions : actions.add(action));
  }
  return found;
};
