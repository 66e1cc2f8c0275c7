import type { IdentifierType } from '../../src/kernel/identifiers.ts';
import { lookupOf } from '../../src/registry/subjects/subject-lookup.ts';
import type { TestApp } from './app.ts';

type SubjectAbout = {
  type?: IdentifierType;
  code: string;
  name: string;
  kind?: string;
  dissolvedOn?: string;
  formerNames?: string[];
};

// Facts put straight into the tables, for tests of what is read from them; feeding has its own tests through
// HTTP.
export const aSubject = async (app: TestApp, about: SubjectAbout): Promise<number> => {
  const type = about.type ?? 'uscc';
  const isPerson = type === 'citizen-id';
  const [row] = await app.query(
    `insert into subjects (kind, name, dissolved_on, created_at, identifier_count)
      values ($1, $2, $3::text::date, now(), 1) returning id`,
    [about.kind ?? (isPerson ? 'person' : 'organisation'), about.name, about.dissolvedOn ?? null],
  );
  const id = Number(row?.id);
  const sealed = isPerson ? await app.deps.vault.seal(about.code, 'identifier') : null;
  await app.deps.statement(
    `insert into subject_identifiers (lookup, subject_id, type, code, sealed) values ($1, $2, $3, $4, $5)`,
    [lookupOf(app.deps.vault, type, about.code), id, type, isPerson ? null : about.code, sealed],
  );
  for (const name of about.formerNames ?? [])
    await app.query(`insert into subject_names (subject_id, name, seen_on) values ($1, $2, '2025-01-01')`, [
      id,
      name,
    ]);
  return id;
};

let serial = 0;

export const aStoredRecord = async (
  app: TestApp,
  about: {
    subjectId: number;
    agencyId: number;
    catalog?: string;
    class?: string | null;
    publishedUntil?: string | null;
    state?: string;
    disputed?: boolean;
  },
): Promise<number> => {
  serial += 1;
  const [row] = await app.query(
    `insert into records (catalog, agency_id, source_no, subject_id, state, class, document_no,
      authority_name, decided_on, published_until, fields, content_hash, disputed_at, known_from)
     values ($1, $2, $3, $4, $5, $6, $7, '示例机关', '2026-03-01', $8::text::date, '{}', 'h', $9::text::timestamptz, '2026-03-02T00:00:00Z') returning id`,
    [
      about.catalog ?? 'administrative-penalty',
      about.agencyId,
      `S-${serial}`,
      about.subjectId,
      about.state ?? 'live',
      about.class ?? null,
      `文号${serial}`,
      about.publishedUntil ?? null,
      about.disputed ? '2026-04-01T00:00:00Z' : null,
    ],
  );
  return Number(row?.id);
};

// Execution of the decision is stayed by an appeal.
export const stayRecord = async (app: TestApp, recordId: number): Promise<void> => {
  await app.query(
    `insert into appeals (record_id, origin_id, agency_id, kind, authority, case_no, started_on, seen_version, state,
      stayed_on, stay_document_no)
     select id, subject_id, agency_id, 'litigation', '示例法院', '示初1号', '2026-04-01', 1, 'stayed', '2026-04-01', '示裁1号'
     from records where id = $1`,
    [recordId],
  );
  for (const [table, key] of [
    ['records', 'id'],
    ['listings', 'record_id'],
  ])
    await app.query(`update ${table} set appealed_at = now(), stayed_at = now() where ${key} = $1`, [
      recordId,
    ]);
};

export const aStoredListing = async (
  app: TestApp,
  about: {
    subjectId: number;
    agencyId: number;
    list?: string;
    kind?: 'severe' | 'honour';
    dueOn?: string | null;
    state?: string;
    disputed?: boolean;
  },
): Promise<number> => {
  const list = about.list ?? 'serious-violation';
  const recordId = await aStoredRecord(app, {
    subjectId: about.subjectId,
    agencyId: about.agencyId,
    catalog: list,
  });
  const state = about.state ?? 'listed';
  const [row] = await app.query(
    `insert into listings (list, kind, subject_id, agency_id, record_id, state, listed_on, due_on, ended_on,
      authority_name, document_no, reason, disputed_at, known_from)
     values ($1, $2, $3, $4, $5, $6, '2026-01-05', $7::text::date, $8::text::date, '示例机关', $9, '示例事由', $10::text::timestamptz, '2026-01-06T00:00:00Z') returning id`,
    [
      list,
      about.kind ?? 'severe',
      about.subjectId,
      about.agencyId,
      recordId,
      state,
      about.dueOn ?? null,
      state === 'listed' ? null : '2026-06-01',
      `列${recordId}号`,
      about.disputed ? '2026-04-01T00:00:00Z' : null,
    ],
  );
  await app.query(
    `insert into listing_steps (listing_id, step, to_state, effective_on, at, actor)
      values ($1, 'list', 'listed', '2026-01-05', '2026-01-06T00:00:00Z', 'test')`,
    [Number(row?.id)],
  );
  return Number(row?.id);
};
