import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import postgres from 'postgres';

// The baselines of `check` and `check-batch`: a bare Hono route doing one keyed SELECT, or one for a whole
// list, through the same driver, same pool size, prepared.
const sql = postgres(process.env.DATABASE_URL ?? '', { max: 10, onnotice: () => {} });
const app = new Hono();
app.get('/subjects/:lookup', async (c) => {
  const [row] =
    await sql`select s.id, s.name, s.kind from subject_identifiers i join subjects s on s.id = i.subject_id
      where i.lookup = ${c.req.param('lookup')}`;
  return c.json(row ?? null);
});
app.post('/subjects', async (c) => {
  const { lookups } = await c.req.json<{ lookups: string[] }>();
  return c.json(
    await sql`select s.id, s.name, s.kind, i.lookup from subject_identifiers i
      join subjects s on s.id = i.subject_id where i.lookup = any(${lookups})`,
  );
});
const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
  console.log(`listening on http://127.0.0.1:${port}`),
);
process.once('SIGTERM', () => {
  server.close();
  void sql.end({ timeout: 1 }).then(() => process.exit(0));
});
