import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';

type Asked = { list: string; ofPersons: readonly string[]; ofOthers: readonly string[] };

// Live listings whose record lacks one of the columns, by list.
export const countIncompleteDecisions = async (
  db: Db,
  asked: readonly Asked[],
): Promise<Map<string, number>> => {
  const found = await rows<{ list: string; count: number }>(
    db,
    sql`select l.list, count(*)::int as count
    from jsonb_to_recordset(${json(asked)}::text::jsonb) x(list text, "ofPersons" text[], "ofOthers" text[])
      join listings l on l.list = x.list and l.state = 'listed'
      join records r on r.id = l.record_id join subjects s on s.id = l.subject_id
    where not jsonb_exists_all(r.fields, case when s.kind = 'person' then x."ofPersons" else x."ofOthers" end)
    group by l.list`,
  );
  return new Map(found.map(({ list, count }) => [list, count]));
};
