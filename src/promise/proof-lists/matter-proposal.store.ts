import { and, asc, desc, eq, getTableColumns, inArray, lt, ne, or, sql } from 'drizzle-orm';
import { agencies } from '../../access/agencies/agency.table.ts';
import { matters } from '../../law/matters/matter.table.ts';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { holdKeyed } from '../../platform/door/named-locks.ts';
import { utcMillis } from '../../platform/door/utc-text.ts';
import type { Office, ProposalState } from './matter-proposal.rules.ts';
import { matterOffices, matterOpinions, matterProposals } from './matter-proposal.table.ts';

const p = matterProposals;
export type ProposalRow = typeof p.$inferSelect & { agencyName: string };
export type NewProposal = Omit<typeof p.$inferInsert, 'no'>;
export type OpinionRow = typeof matterOpinions.$inferSelect & { agencyName: string };

const LIVE: readonly ProposalState[] = ['draft', 'submitted', 'commenting', 'returned'];

// The same file sent twice at once: the second waits, and finds what the first has put down.
export const holdAgencyProposals = (tx: Db, agencyId: number) =>
  holdKeyed(tx, `matter_proposals:${agencyId}`);

export const livePrints = async (tx: Db, agencyId: number): Promise<ReadonlySet<string>> =>
  new Set(
    (
      await tx
        .select({ print: p.print })
        .from(p)
        .where(and(eq(p.agencyId, agencyId), inArray(p.state, [...LIVE])))
    ).map(({ print }) => print),
  );

export const nextProposalSequences = async (tx: Db, count: number): Promise<number[]> =>
  (
    await rows<{ given: number }>(
      tx,
      sql`select nextval('matter_proposal_sequence')::int as given from generate_series(1, ${count}::int)`,
    )
  ).map(({ given }) => given);

export const insertProposals = (tx: Db, proposals: readonly (NewProposal & { no: string })[]) =>
  tx.execute(sql`insert into matter_proposals (no, agency_id, name, item, basis, issuing_unit, party, ground,
      fate, replacement, replacement_note, risk_class, notice_text, commitment_text, matter_code, likeness,
      print, state, made_at, made_by, moved_at, moved_by)
    select no, "agencyId", name, item, basis, "issuingUnit", party, ground, fate, replacement,
      "replacementNote", "riskClass", "noticeText", "commitmentText", "matterCode", likeness, print, state,
      "madeAt", "madeBy", "movedAt", "movedBy"
    from jsonb_to_recordset(${json(proposals)}::text::jsonb) x(no text, "agencyId" int, name text, item text,
      basis text, "issuingUnit" text, party text, ground text, fate text, replacement text,
      "replacementNote" text, "riskClass" text, "noticeText" text, "commitmentText" text, "matterCode" text,
      likeness text, print text, state text, "madeAt" timestamptz, "madeBy" text, "movedAt" timestamptz,
      "movedBy" text)`);

const select = (db: Db) =>
  db
    .select({
      ...getTableColumns(p),
      madeAt: utcMillis(p.madeAt),
      movedAt: utcMillis(p.movedAt),
      agencyName: agencies.name,
    })
    .from(p)
    .innerJoin(agencies, eq(agencies.id, p.agencyId));

export const findProposals = (db: Db, nos: readonly string[]): Promise<ProposalRow[]> =>
  select(db)
    .where(inArray(p.no, [...nos]))
    .orderBy(asc(p.no));

// Held in the order of their numbers: two decisions over the same proposals wait for each other, and never
// crosswise.
export const holdProposals = async (tx: Db, nos: readonly string[]) => {
  await tx
    .select({ no: p.no })
    .from(p)
    .where(inArray(p.no, [...nos]))
    .orderBy(asc(p.no))
    .for('update');
};

export type ProposalSearch = {
  // Null: every agency's.
  agencyId: number | null;
  // An office reads what was ever submitted to it.
  seesSubmitted: boolean;
  state: ProposalState | undefined;
  before: string | undefined;
  limit: number;
};
export const searchProposals = (db: Db, search: ProposalSearch): Promise<ProposalRow[]> =>
  select(db)
    .where(
      and(
        search.agencyId === null
          ? undefined
          : or(
              eq(p.agencyId, search.agencyId),
              search.seesSubmitted ? and(ne(p.state, 'draft'), ne(p.round, 0)) : undefined,
            ),
        search.state && eq(p.state, search.state),
        search.before === undefined ? undefined : lt(p.no, search.before),
      ),
    )
    .orderBy(desc(p.no))
    .limit(search.limit);

export const moveProposalsTo = (
  tx: Db,
  nos: readonly string[],
  moved: Partial<typeof p.$inferInsert> & Pick<typeof p.$inferInsert, 'state' | 'movedAt' | 'movedBy'>,
) =>
  tx
    .update(p)
    .set(moved)
    .where(inArray(p.no, [...nos]));

export const countRound = (tx: Db, nos: readonly string[]) =>
  tx
    .update(p)
    .set({ round: sql`${p.round} + 1`, commentEndsOn: null, returnedFor: null })
    .where(inArray(p.no, [...nos]));

type LikeRow = {
  likeness: string;
  no: string;
  agencyId: number;
  agency: string;
  state: ProposalState;
  round: number;
};
export const proposalsAlike = (db: Db, likenesses: readonly string[]): Promise<LikeRow[]> =>
  db
    .select({
      likeness: p.likeness,
      no: p.no,
      agencyId: p.agencyId,
      agency: agencies.name,
      state: p.state,
      round: p.round,
    })
    .from(p)
    .innerJoin(agencies, eq(agencies.id, p.agencyId))
    .where(and(inArray(p.likeness, [...likenesses]), inArray(p.state, [...LIVE])))
    .orderBy(asc(p.no))
    .limit(2000);

export const mattersNamed = (db: Db, names: readonly string[], codes: readonly string[]) =>
  db
    .select({ code: matters.code, name: matters.name, department: matters.department })
    .from(matters)
    .where(or(inArray(matters.name, [...names]), inArray(matters.code, [...codes])))
    .limit(2000);

export const opinionsOf = (db: Db, nos: readonly string[]): Promise<OpinionRow[]> =>
  db
    .select({
      ...getTableColumns(matterOpinions),
      at: utcMillis(matterOpinions.at),
      agencyName: agencies.name,
    })
    .from(matterOpinions)
    .innerJoin(agencies, eq(agencies.id, matterOpinions.agencyId))
    .where(inArray(matterOpinions.proposalNo, [...nos]))
    .orderBy(asc(matterOpinions.proposalNo), asc(matterOpinions.round), asc(matterOpinions.office));

export const insertOpinions = (tx: Db, opinions: readonly (typeof matterOpinions.$inferInsert)[]) =>
  tx.insert(matterOpinions).values([...opinions]);

export const officesNamed = (db: Db) =>
  db
    .select({
      office: matterOffices.office,
      agencyCode: agencies.code,
      agency: agencies.name,
      namedAt: utcMillis(matterOffices.namedAt),
    })
    .from(matterOffices)
    .innerJoin(agencies, eq(agencies.id, matterOffices.agencyId))
    .orderBy(asc(matterOffices.office));

export const officeOf = async (db: Db, agencyId: number): Promise<Office | undefined> =>
  (
    await db
      .select({ office: matterOffices.office })
      .from(matterOffices)
      .where(eq(matterOffices.agencyId, agencyId))
  )[0]?.office;

export const replaceOffices = async (tx: Db, named: readonly (typeof matterOffices.$inferInsert)[]) => {
  await tx.execute(sql`lock table matter_offices in exclusive mode`);
  await tx.delete(matterOffices);
  await tx.insert(matterOffices).values([...named]);
};
