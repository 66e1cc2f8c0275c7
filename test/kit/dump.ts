import type { TestApp } from './app.ts';

// Every row of every table, as text.
export const dumpOf = async ({ query }: Pick<TestApp, 'query'>): Promise<string> => {
  const tables = await query(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  );
  const rows = [];
  for (const { name } of tables) rows.push(...(await query(`select t::text as line from ${name} t`)));
  return rows.map(({ line }) => line).join('\n');
};
