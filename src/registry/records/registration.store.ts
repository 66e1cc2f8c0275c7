import { sql } from 'drizzle-orm';
import { type Db, json } from '../../platform/door/db.ts';

export const REGISTRATION = 'registration';

// A subject is dissolved when its latest live registration says so, and no longer when that is corrected or withdrawn.
export const settleDissolution = (tx: Db, recordIds: readonly number[]) =>
  tx.execute(sql`update subjects s set dissolved_on = latest.day
    from (select distinct r.subject_id from jsonb_array_elements_text(${json(recordIds)}::text::jsonb) x
        join records r on r.id = x.value::bigint) told
      left join lateral (select (r.fields ->> 'dissolvedOn')::date as day from records r
        where r.subject_id = told.subject_id and r.catalog = ${REGISTRATION} and r.state = 'live'
        order by r.decided_on desc, r.id desc limit 1) latest on true
    where s.id = told.subject_id and s.dissolved_on is distinct from latest.day`);
