import type { Result, Router } from 'hono/router';
import { TrieRouter } from 'hono/router/trie-router';

// A path without a variable part matches the same handlers each time: it is searched once. The paths kept are
// those of the routes and no others, so nobody outside can make the memory grow.
export class KnownPathRouter<T> implements Router<T> {
  name = 'KnownPathRouter';
  #routes = new TrieRouter<T>();
  #found = new Map<string, Map<string, Result<T>>>();

  add(method: string, path: string, handler: T) {
    this.#routes.add(method, path, handler);
    if (!/[:*]/.test(path)) this.#found.set(path, new Map());
    for (const found of this.#found.values()) found.clear();
  }

  match(method: string, path: string): Result<T> {
    const found = this.#found.get(path);
    if (!found || !METHODS.has(method)) return this.#routes.match(method, path);
    const known = found.get(method);
    if (known) return known;
    const result = this.#routes.match(method, path);
    found.set(method, result);
    return result;
  }
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
