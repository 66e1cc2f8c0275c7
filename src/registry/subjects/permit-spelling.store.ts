import { sql } from 'drizzle-orm';
import type { IdentifierType } from '../../kernel/identifiers.ts';
import { type Db, rows } from '../../platform/door/db.ts';

export type FiledPermit = {
  lookup: string;
  type: IdentifierType;
  sealed: Uint8Array;
  subjectId: number;
  fileId: number;
  originId: number | null;
};

export const listPermits = (
  db: Db,
  { after, limit }: { after: string; limit: number },
): Promise<FiledPermit[]> =>
  rows<FiledPermit>(
    db,
    sql`select i.lookup, i.type, i.sealed, coalesce(i.origin_id, i.subject_id) as "subjectId",
      i.subject_id as "fileId", i.origin_id as "originId"
    from subject_identifiers i where i.lookup > ${after} and i.type in ('hk-macao-permit', 'taiwan-permit')
      and i.sealed is not null
    order by i.lookup limit ${limit}`,
  );
