import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../platform/db.ts';

export type Matter = {
  code: string;
  name: string;
  department: string;
  basis: string;
  isCommitmentAllowed: boolean;
  riskClass: string | null;
};

export const upsertMatters = (db: Db, matters: readonly Matter[]) =>
  db.execute(sql`insert into matters (code, name, department, basis, is_commitment_allowed, risk_class)
    select m.code, m.name, m.department, m.basis, m."isCommitmentAllowed", m."riskClass"
    from jsonb_to_recordset(${json(matters)}::text::jsonb)
      m(code text, name text, department text, basis text, "isCommitmentAllowed" boolean, "riskClass" text)
    on conflict (code) do update set name = excluded.name, department = excluded.department, basis = excluded.basis,
      is_commitment_allowed = excluded.is_commitment_allowed, risk_class = excluded.risk_class`);

// Codes sort the pages; words are looked for in code, name and department.
export const findMatters = (db: Db, search: { words: string; after: string | null; limit: number }) =>
  rows<Matter>(
    db,
    sql`select code, name, department, basis, is_commitment_allowed as "isCommitmentAllowed", risk_class as "riskClass"
    from matters where (${search.words} = '' or strpos(lower(code || ' ' || name || ' ' || department), lower(${search.words})) > 0)
      and (${search.after}::text is null or code > ${search.after}::text) order by code limit ${search.limit}`,
  );
