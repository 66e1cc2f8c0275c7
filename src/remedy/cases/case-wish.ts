import { type SQL, sql } from 'drizzle-orm';
import { answeredBy, type Heir } from '../../access/agencies/succession.ts';
import { isRetainedOn } from '../../registry/records/retention.ts';

export type CaseWish = {
  state?: string | undefined;
  overdueOn: string | null;
  today: string;
  agencyId: number | null;
  after?: { dueOn: string; id: number } | undefined;
  limit: number;
};

export const LAST_DAY = '9999-12-31';

const ownedBy = (heir: Heir) =>
  sql`(c.agency_id in ${answeredBy(heir)} or r.agency_id in ${answeredBy(heir)})`;

// What is past its retention is not hinted at by its cases. Whose cases: the registrar's all, an agency's own, and those about what it or its predecessors determined.
export const caseConditions = (wish: CaseWish): SQL[] => [
  isRetainedOn('r', wish.today),
  ...(wish.state ? [sql`c.state = ${wish.state}`] : []),
  ...(wish.overdueOn ? [sql`c.due_on < ${wish.overdueOn}::date`] : []),
  ...(wish.agencyId === null ? [] : [ownedBy({ agencyId: wish.agencyId, today: wish.today })]),
  ...(wish.after
    ? [
        sql`(coalesce(c.due_on, ${LAST_DAY}::date), c.id) > (${wish.after.dueOn}::date, ${wish.after.id}::bigint)`,
      ]
    : []),
];

// What is asked of a board.
export type BoardWish = {
  state?: string | undefined;
  overdue?: 'true' | 'false' | undefined;
  limit: number;
  after?: string | undefined;
};
