import { Problem } from '../../kernel/problems.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findHead } from './public-entry.store.ts';
import { fileTag, type PublicFormat } from './public-file.rules.ts';
import { deltaText, snapshotText, type TextPart } from './public-file.store.ts';
import { findPublicList } from './public-list.rules.ts';

export type OpenFile = { position: number; etag: string; parts(): AsyncGenerator<TextPart> };

// A list whole, or its changes since a version; nothing is read before parts() is called.
// Errors: public-list.unknown, public-list.version-unknown.
export const openPublicFile = async (
  ctx: Ctx,
  file: { list: string; format: PublicFormat; since?: number },
): Promise<OpenFile> => {
  if (!findPublicList(file.list)) throw new Problem('public-list.unknown');
  const { position, oldest } = await findHead(ctx.db, file.list);
  const { since } = file;
  const isLost = since !== undefined && since !== 0 && (since > position || since < oldest);
  if (isLost) throw new Problem('public-list.version-unknown');
  const version = { ...file, position };
  return {
    position,
    etag: fileTag(version),
    parts: () =>
      since === undefined ? snapshotText(ctx.db, version) : deltaText(ctx.db, { ...version, since }),
  };
};
