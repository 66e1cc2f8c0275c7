import { Hono } from 'hono';
import type { Env } from './http.ts';

// Staff pages: GET draws, POST calls a verb and redirects. Each handler starts with a permission, through its verb.
export const pages = () => new Hono<Env>();
