import { Problem } from '../../kernel/problems.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { deltaText, snapshotText, type TextPart } from './file-text.ts';
import { findHead } from './public-entry.store.ts';
import { etagOf, type FileFormat } from './public-file.rules.ts';
import { findPublicList } from './public-list.rules.ts';
import { takeDown } from './take-down.ts';

export type OpenFile = { position: number; etag: string; parts(): AsyncGenerator<TextPart> };

// A list as it stands, whole or as what changed since a version; nothing is read before parts() is asked for.
// Errors: public-list.unknown, public-list.version-unknown.
export const openPublicFile = async (
  ctx: Ctx,
  file: { list: string; format: FileFormat; since?: number },
): Promise<OpenFile> => {
  if (!findPublicList(file.list)) throw new Problem('public-list.unknown');
  await takeDown(ctx);
  const { position, oldest } = await findHead(ctx.db, file.list);
  const { since } = file;
  const isLost = since !== undefined && since !== 0 && (since > position || since < oldest);
  if (isLost) throw new Problem('public-list.version-unknown');
  const version = { ...file, position };
  return {
    position,
    etag: etagOf(version),
    parts: () =>
      since === undefined ? snapshotText(ctx.db, version) : deltaText(ctx.db, { ...version, since }),
  };
};
