import type { Day } from '../kernel/day.ts';
import { json, type Row, type Statement } from '../platform/db.ts';

export type AskedFor = { lookup: string; name: string | null; matter: string | null };
export type FoundSubject = {
  id: number | null;
  name: string | null;
  dissolvedOn: Day | null;
  formerNames: string[];
  listings: Row[];
  records: Row[];
  isHonoured: boolean;
  matter: { code: string; isCommitmentAllowed: boolean } | null;
};

const bearers = `lateral (
    select s.id, 'self' as bearer, s.name
    union all
    select p.id, k.role, p.name from subject_links k join subjects p on p.id = k.related_id where k.subject_id = s.id) b`;

// One round trip for a whole group: who each identifier is, and the live facts of the subject and those who answer for it.
const FACTS = `select q.place, s.id, s.name, s.dissolved_on::text as dissolved_on,
    case when s.name <> q.name then (select jsonb_agg(n.name) from subject_names n where n.subject_id = s.id) end as former_names,
    l.listings, r.records, m.code as matter_code, m.is_commitment_allowed
  from jsonb_to_recordset($1::text::jsonb) q(place int, lookup text, name text, matter text)
  left join subject_identifiers i on i.lookup = q.lookup
  left join subjects s on s.id = i.subject_id
  left join matters m on m.code = q.matter
  left join lateral (
    select jsonb_agg(jsonb_build_object('id', l.id, 'kind', l.kind, 'bearer', b.bearer, 'bearerName', b.name, 'list', l.list,
      'authority', l.authority_name, 'documentNo', l.document_no, 'listedOn', l.listed_on, 'dueOn', l.due_on,
      'isDisputed', l.disputed_at is not null) order by l.id) as listings
    from ${bearers} join listings l on l.subject_id = b.id where s.id is not null and l.state = 'listed') l on true
  left join lateral (
    select jsonb_agg(jsonb_build_object('id', r.id, 'bearer', b.bearer, 'bearerName', b.name, 'catalog', r.catalog, 'class', r.class,
      'authority', r.authority_name, 'documentNo', r.document_no, 'decidedOn', r.decided_on, 'publishedUntil', r.published_until,
      'isDisputed', r.disputed_at is not null) order by r.id) as records
    from ${bearers} join records r on r.subject_id = b.id
    where s.id is not null and r.state = 'live' and exists (
      select 1 from jsonb_to_recordset($2::text::jsonb) w(catalog text, class text)
      where w.catalog = r.catalog and coalesce(w.class, r.class, '') = coalesce(r.class, ''))) r on true`;

// weighed: which records the rules read, so that nothing else of the file is even looked at.
export const findFacts = async (
  run: Statement,
  asked: readonly AskedFor[],
  weighed: readonly { catalog: string; class: string | null }[],
): Promise<FoundSubject[]> => {
  const found = await run(FACTS, [json(asked.map((one, place) => ({ place, ...one }))), json(weighed)]);
  const answers: FoundSubject[] = [];
  for (const row of found) {
    const listings = (row.listings ?? []) as Row[];
    answers[Number(row.place)] = {
      id: row.id === null ? null : Number(row.id),
      name: row.name as string | null,
      dissolvedOn: row.dissolved_on as Day | null,
      formerNames: (row.former_names ?? []) as string[],
      listings: listings.filter(({ kind }) => kind === 'severe'),
      records: (row.records ?? []) as Row[],
      isHonoured: listings.some(({ kind, bearer }) => kind === 'honour' && bearer === 'self'),
      matter: row.matter_code
        ? { code: String(row.matter_code), isCommitmentAllowed: Boolean(row.is_commitment_allowed) }
        : null,
    };
  }
  return answers;
};

export type FeedRow = { catalog: string; agency: string; lastGoodAt: string | null };
export type Standing = {
  ruleSet: { version: number; content: unknown } | undefined;
  feeds: FeedRow[];
  hasMatters: boolean;
};

// What all checks of a moment share: the rules in force and how fresh each registered feed is.
export const readStanding = async (run: Statement, today: Day): Promise<Standing> => {
  const [ruleSets, feeds, matters] = await Promise.all([
    run(
      `select version, content from rule_sets where approved_by is not null and effective_from <= $1::text::date
         order by effective_from desc, version desc limit 1`,
      [today],
    ),
    run(
      `select c.catalog, a.name as agency, extract(epoch from f.last_good_at)::float8 as last_good
         from agencies a cross join lateral unnest(a.catalogs) c(catalog) left join feeds f on f.agency_id = a.id and f.catalog = c.catalog
         where 'feeder' = any(a.roles) and a.valid_from <= $1::text::date and (a.valid_until is null or a.valid_until > $1::text::date)`,
      [today],
    ),
    run(`select exists (select 1 from matters) as has`, []),
  ]);
  const [ruleSet] = ruleSets;
  return {
    ruleSet: ruleSet ? { version: Number(ruleSet.version), content: ruleSet.content } : undefined,
    feeds: feeds.map((row) => ({
      catalog: String(row.catalog),
      agency: String(row.agency),
      lastGoodAt: row.last_good === null ? null : new Date(Number(row.last_good) * 1000).toISOString(),
    })),
    hasMatters: Boolean(matters[0]?.has),
  };
};
