import { sql } from 'drizzle-orm';
import { json } from '../../platform/door/db.ts';

// heirTo: agencies whose duties this one took over, and with them their records.
export type Feed = { agencyId: number; catalog: string; heirTo?: readonly number[] };

export const isFedBy = (alias: 'r' | 'f', { agencyId, heirTo = [] }: Feed) =>
  heirTo.length === 0
    ? sql`${sql.raw(alias)}.agency_id = ${agencyId}::int`
    : sql`${sql.raw(alias)}.agency_id in (select h::int
      from jsonb_array_elements_text(${json([agencyId, ...heirTo])}::text::jsonb) h)`;
