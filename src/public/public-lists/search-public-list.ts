import { normaliseName } from '../../kernel/names.ts';
import { Problem } from '../../kernel/problems.ts';
import { foldText } from '../../kernel/text.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import type { PublicRow } from './public-entry.rules.ts';
import { findHead, searchEntries } from './public-entry.store.ts';
import { findPublicList } from './public-list.rules.ts';
import { takeDown } from './take-down.ts';

const CREDIT_CODE = /^[0-9A-Z]{18}$/;

// One page of a list, by the name of an organisation or its credit code.
export const searchPublicList = async (
  ctx: Ctx,
  code: string,
  question: { q?: string; after?: string; limit: number },
) => {
  const list = findPublicList(code);
  if (!list) throw new Problem('public-list.unknown');
  await takeDown(ctx);
  const { position } = await findHead(ctx.db, code);
  const asCode = foldText(question.q ?? '');
  const isCode = CREDIT_CODE.test(asCode);
  const found = await searchEntries(ctx.db, {
    list: code,
    ...(isCode ? { uscc: asCode } : {}),
    ...(question.q && !isCode ? { name: normaliseName(question.q) } : {}),
    before: readCursor(cursors.id, question.after)?.[0] ?? null,
    limit: question.limit + 1,
  });
  const { items, next } = page(found, question.limit, ({ recordId }) => [recordId]);
  const rowsOf = items.map(({ json }) => JSON.parse(json) as PublicRow);
  return { list: code, name: list.name, version: position, items: rowsOf, next };
};
