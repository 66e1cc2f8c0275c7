import type { Context } from 'hono';

type Outgoing = { setHeader(name: string, value: string): void };

/**
 * A header field that every answer bears, whatever its route makes of it; a route's own field of the
 * same name wins. Node's answer takes it directly: the standard's Headers cost a check some
 * microseconds for each field.
 */
export const setField = (c: Context, name: string, value: string): void => {
  const { outgoing } = (c.env ?? {}) as { outgoing?: Outgoing };
  if (outgoing) outgoing.setHeader(name, value);
  else c.header(name, value);
};
