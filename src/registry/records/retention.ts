import type { SQL } from 'drizzle-orm';
import { catalogs } from '../../law/catalogs/catalog-list.ts';
import { bound } from '../../platform/door/db.ts';

const NEGATIVE = catalogs
  .flatMap(({ nature, code }) => (nature === 'negative' ? [`'${code}'`] : []))
  .join(', ');

// The first day on which a record may be served to nobody, by dates alone: whether the night's jobs have run already
// changes nothing. What still counts against a subject is kept while it stands on a list of severe discreditors; a listing
// that is over by its own day holds nothing, though it has not been ended yet. Null while no end is known.
// Basis: 征信业管理条例第十六条；本市设定，参照浙江省公共信用信息管理条例第十六条、河南省社会信用条例第十九条
export const retentionEnd = (record: string, today: string): string => `(case
    when ${record}.retained_until <= ${today} and ${record}.state in ('live', 'unpublished') and ${record}.catalog in (${NEGATIVE})
      and (select law.value from settings law where law.key = 'retention.while-listed' and law.valid_from <= ${today}
        order by law.valid_from desc limit 1) = '1'::jsonb
    then greatest(${record}.retained_until, (select max(coalesce(stands.due_on, 'infinity')) from listings stands
      where stands.subject_id = ${record}.subject_id and stands.kind = 'severe' and stands.state = 'listed'))
    else ${record}.retained_until end)`;

export const isRetained = (record: string, today: string): string =>
  `(${record}.retained_until is null or ${record}.retained_until > ${today} or ${retentionEnd(record, today)} > ${today})`;

// The same two for a statement with parameters of its own.
export const isRetainedOn = (record: string, today: string): SQL =>
  bound(isRetained(record, '$1::text::date'), [today]);
export const retentionEndOn = (record: string, today: string): SQL =>
  bound(`nullif(${retentionEnd(record, '$1::text::date')}, 'infinity')::text`, [today]);
