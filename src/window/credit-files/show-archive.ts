import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { catalogs } from '../../law/catalogs/catalog-list.ts';
import { look } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { spendLookIn } from '../../platform/door/spend-looks.ts';
import { statementOver } from '../../platform/door/statement-over.ts';
import { assureIndex } from '../../platform/keys/assure-index.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { identified } from '../../registry/subjects/identified.rules.ts';
import { findSubjects } from '../../registry/subjects/subject.store.ts';
import { certainLookups } from '../../registry/subjects/subject-lookup.ts';
import type { ArchivedIn, ArchiveQuery } from './archive.schema.ts';
import { type ArchivedRecord, archivedRecords } from './archive.store.ts';
import { shownCode } from './file.rules.ts';

type Paging = { limit: number; after?: string | undefined };
export type ArchivePage = { items: ArchivedIn[]; next: string | null };
type Asked = ReturnType<typeof identified> | null;

const retentionKeys = Object.fromEntries(
  catalogs.map(({ code, retentionSetting }) => [code, retentionSetting]),
);

// Records past their retention, for the auditor alone: their content, their source, when and by which rule
// they were archived.
// Errors: subject.identifier, subject.unknown, record.not-archived.
// Basis: 个人信息保护法第五十四条（审计）；本市设定，参照河南省社会信用条例第十九条（期满归档，不再提供）
export const showArchive = async (ctx: Ctx, query: ArchiveQuery, paging: Paging): Promise<ArchivePage> => {
  const today = dayOf(ctx.clock.now());
  const asked = query.subject ? identified(query.subject, today) : null;
  const { isKnown, ...found } = await look(ctx, 'record.read-archived', async (tx) => {
    await spendLookIn(tx, ctx, query.purpose);
    const subjectId = asked && (await subjectOf(ctx, tx, asked));
    const search = {
      subjectId,
      id: query.id ?? null,
      today,
      retentionKeys,
      limit: paging.limit,
    };
    const after = readCursor(cursors.id, paging.after)?.[0] ?? null;
    const isNobody = asked !== null && subjectId === null;
    const rows = isNobody ? [] : await archivedRecords(tx, { ...search, after });
    const { items, next } = page(rows, paging.limit, ({ id }) => [id]);
    const { purpose, caseNo } = query;
    const about = { purpose, caseNo, records: items.map(({ id }) => id) };
    return {
      value: { items, next, isKnown: asked ? !isNobody : items.length > 0 },
      audit: { subjectId: subjectId ?? items[0]?.subjectId ?? null, ...about },
    };
  });
  // The look is audited, whether or not it found anything.
  if (!isKnown) throw new Problem(asked ? 'subject.unknown' : 'record.not-archived');
  return { items: found.items.map((record) => shown(record, asked)), next: found.next };
};

const subjectOf = async (ctx: Ctx, tx: Db, asked: NonNullable<Asked>): Promise<number | null> => {
  await assureIndex(ctx, statementOver(tx));
  const [subject] = await findSubjects(tx, certainLookups(ctx.vault, asked));
  return subject?.id ?? null;
};

const shown = (record: ArchivedRecord, asked: Asked): ArchivePage['items'][number] => {
  const { subjectId: _, subjectKind, subjectName, identifiers, ...rest } = record;
  const { agency, batchId, batchRow, retentionKey, retentionBasis, ...archived } = rest;
  return {
    ...archived,
    subject: {
      kind: subjectKind,
      name: subjectName,
      identifiers: identifiers.map((one) => ({
        type: one.type,
        code: asked ? shownCode(one, asked) : (one.code ?? '******'),
      })),
    },
    archivedBecause: {
      text: `保存期限于 ${record.retainedUntil ?? '—'} 届满`,
      setting: retentionKey,
      basis: retentionBasis,
    },
    provenance: { agency, batchId, row: batchRow },
  };
};
