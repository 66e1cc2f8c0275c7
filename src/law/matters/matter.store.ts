import { asc, desc, eq, sql } from 'drizzle-orm';
import { columnAt, columnText, type Db, json, rows, type Statement } from '../../platform/door/db.ts';
import { holdLock } from '../../platform/door/named-locks.ts';
import { utcMillis } from '../../platform/door/utc-text.ts';
import { numberFloorSql } from '../../platform/running/number-floor.rules.ts';
import type { Matter, MatterRow } from './matter.rules.ts';
import { type EditionRow, matterEditions, matterVersions, type NewEdition } from './matter.table.ts';
import type { MatterChange } from './matter-atom.rules.ts';
import type { MatterList } from './matter-columns.ts';

const LIST = `case when m.is_cancelled then 'cancelled' when m.is_commitment_allowed then 'commitment'
  else 'retained' end`;
const columns =
  sql.raw(`m.code, m.name, m.item, m.department, m.basis, ${LIST} as list, m.kind, m.issuing_unit as "issuingUnit",
  m.replacement, m.replacement_note as "replacementNote", m.risk_class as "riskClass", m.notice_text as "noticeText",
    m.commitment_text as "commitmentText",
  m.is_commitment_allowed as "isCommitmentAllowed", m.edition`);

export type MatterSearch = {
  words: string;
  list: string | null;
  kind: string | null;
  department: string | null;
  after: string | null;
  limit: number;
};

// Codes sort the pages; words are looked for in code, name, item and department, never as a pattern.
export const findMatters = (db: Db, search: MatterSearch) =>
  rows<MatterRow>(
    db,
    sql`select ${columns} from matters m
    where (${search.words} = '' or strpos(lower(concat_ws(' ', m.code, m.name, m.item,
      m.department)), lower(${search.words})) > 0)
      and (${search.list}::text is null or ${sql.raw(LIST)} = ${search.list}::text)
      and (${search.kind}::text is null or m.kind = ${search.kind}::text)
      and (${search.department}::text is null or strpos(m.department, ${search.department}::text) > 0)
      and (${search.after}::text is null or m.code > ${search.after}::text) order by m.code
      limit ${search.limit}`,
  );

export const findMatter = async (db: Db, code: string): Promise<MatterRow | undefined> =>
  (await rows<MatterRow>(db, sql`select ${columns} from matters m where m.code = ${code}`))[0];

export type NearMatter = { asked: string; code: string; name: string };

// A text may have meant a matter of that name, or a code of which it has one half right.
const NEAR = `select q.text as asked, near.code, near.name
  from unnest(${columnAt(1, 'text')}) q(text) cross join lateral (
    select m.code, m.name from matters m
    where strpos(m.name, q.text) > 0 or strpos(q.text, m.name) > 0 or upper(m.code) = upper(q.text)
      or (abs(length(m.code) - length(q.text)) <= 2 and length(q.text) > 3
        and (upper(left(m.code, length(q.text) / 2)) = upper(left(q.text, length(q.text) / 2))
          or upper(right(m.code, length(q.text) / 2)) = upper(right(q.text, length(q.text) / 2))))
    order by m.name = q.text desc, upper(m.code) = upper(q.text) desc, m.code limit 200) near`;

export const findNearMatters = async (run: Statement, texts: readonly string[]): Promise<NearMatter[]> =>
  (await run(NEAR, [columnText(texts)])).map(({ asked, code, name }) => ({
    asked: String(asked),
    code: String(code),
    name: String(name),
  }));

export const allMatters = (db: Db) => rows<MatterRow>(db, sql`select ${columns} from matters m`);

export const listEditionRows = (db: Db): Promise<EditionRow[]> =>
  db
    .select({
      no: matterEditions.no,
      name: matterEditions.name,
      publishedOn: matterEditions.publishedOn,
      counts: matterEditions.counts,
      byName: matterEditions.byName,
    })
    .from(matterEditions)
    .orderBy(desc(matterEditions.no))
    .limit(500);

export const versionsOfMatter = (db: Db, code: string) =>
  db
    .select({
      edition: matterVersions.edition,
      name: matterEditions.name,
      publishedOn: matterEditions.publishedOn,
      content: matterVersions.content,
    })
    .from(matterVersions)
    .innerJoin(matterEditions, eq(matterEditions.no, matterVersions.edition))
    .where(eq(matterVersions.code, code))
    .orderBy(desc(matterVersions.edition));

const LATEST = 100;

/** One line a matter and edition, newest first. */
export const latestChanges = (db: Db): Promise<MatterChange[]> =>
  db
    .select({
      code: matterVersions.code,
      edition: matterVersions.edition,
      editionName: matterEditions.name,
      at: utcMillis(matterEditions.at),
      name: sql<string | null>`${matterVersions.content}->>'name'`,
      department: sql<string | null>`${matterVersions.content}->>'department'`,
      list: sql<MatterList | null>`${matterVersions.content}->>'list'`,
    })
    .from(matterVersions)
    .innerJoin(matterEditions, eq(matterEditions.no, matterVersions.edition))
    .orderBy(desc(matterVersions.edition), asc(matterVersions.code))
    .limit(LATEST);

// Editions follow each other: a second import waits for the first, and then sees what it wrote.
export const nextEdition = async (db: Db): Promise<number> => {
  await holdLock(db, 'matter-editions');
  const [row] = await rows<{ next: number }>(
    db,
    sql`select greatest(max(no), ${sql.raw(numberFloorSql('matter-edition'))}) + 1 as next
      from matter_editions`,
  );
  return row?.next ?? 1;
};

export const insertEdition = (db: Db, edition: NewEdition) =>
  db.execute(sql`insert into matter_editions (no, name, published_on, counts, by, by_name, at)
    values (${edition.no}, ${edition.name}, ${edition.publishedOn}::date,
      ${json(edition.counts)}::text::jsonb, ${edition.by},
      ${edition.byName}, ${edition.at}::timestamptz)`);

export const writeMatters = (db: Db, edition: number, matters: readonly Matter[]) =>
  db.execute(sql`with given as (
      select x.*, x.list = 'commitment' as allowed, x.list = 'cancelled' as cancelled
      from jsonb_to_recordset(${json(matters)}::text::jsonb) x(code text, name text, item text, department text,
        basis text, list text, kind text, "issuingUnit" text, replacement text,
        "replacementNote" text, "riskClass" text, "noticeText" text, "commitmentText" text)),
    kept as (insert into matter_versions (code, edition, content)
      select m->>'code', ${edition}, m from jsonb_array_elements(${json(matters)}::text::jsonb) m)
    insert into matters (code, name, item, department, basis, is_commitment_allowed, is_cancelled, kind,
      issuing_unit, replacement, replacement_note, risk_class, notice_text, commitment_text, edition)
    select code, name, item, department, basis, allowed, cancelled, kind, "issuingUnit", replacement,
      "replacementNote", "riskClass", "noticeText", "commitmentText", ${edition} from given
    on conflict (code) do update set name = excluded.name, item = excluded.item, department = excluded.department,
      basis = excluded.basis, is_commitment_allowed = excluded.is_commitment_allowed,
      is_cancelled = excluded.is_cancelled, kind = excluded.kind, issuing_unit = excluded.issuing_unit,
      replacement = excluded.replacement,
      replacement_note = excluded.replacement_note, risk_class = excluded.risk_class,
      notice_text = excluded.notice_text, commitment_text = excluded.commitment_text,
        edition = excluded.edition`);

export const removeMatters = (db: Db, edition: number, codes: readonly string[]) =>
  db.execute(sql`with gone as (delete from matters where code in
      (select c.code from jsonb_array_elements_text(${json(codes)}::text::jsonb) c(code)) returning code)
    insert into matter_versions (code, edition, content) select code, ${edition}, null from gone`);
