import { Problem } from '../../kernel/problems.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { incrementalSha256 } from '../../platform/keys/hash.ts';
import { snapshotText } from './file-text.ts';
import { findFiles, findHead, keepFile, type PublicFile } from './public-entry.store.ts';
import { etagOf, type FileFormat, fileFormats } from './public-file.rules.ts';
import { findPublicList } from './public-list.rules.ts';
import { takeDown } from './take-down.ts';

const utf8 = new TextEncoder();

// What the files of the current version are: rows, bytes, digest. Each version is read through once, by whoever asks first.
export const showManifest = async (ctx: Ctx, code: string) => {
  const list = findPublicList(code);
  if (!list) throw new Problem('public-list.unknown');
  await takeDown(ctx);
  const { position, oldest, publishedAt } = await findHead(ctx.db, code);
  const known = await findFiles(ctx.db, code, position);
  const files: PublicFile[] = [];
  for (const format of fileFormats)
    files.push(known.find((file) => file.format === format) ?? (await measured(ctx, code, position, format)));
  const url = (name: string) => `${ctx.config.publicUrl}/public/lists/${code}/${name}`;
  return {
    list: code,
    name: list.name,
    version: position,
    publishedAt,
    files: files.map((file) => ({
      name: `snapshot.${file.format}`,
      url: url(`snapshot.${file.format}`),
      ...file,
      etag: etagOf({ list: code, format: file.format, position }),
    })),
    deltas: {
      oldestSince: oldest,
      urls: fileFormats.map((format) => `${url(`delta.${format}`)}?since={version}`),
    },
  };
};

const measured = async (
  ctx: Ctx,
  list: string,
  position: number,
  format: FileFormat,
): Promise<PublicFile> => {
  const hash = incrementalSha256();
  let [rows, bytes] = [0, 0];
  for await (const part of snapshotText(ctx.db, { list, format, position })) {
    const encoded = utf8.encode(part.text);
    hash.update(encoded);
    rows += part.rows;
    bytes += encoded.length;
  }
  const file = { format, rows, bytes, sha256: hash.hex() };
  await keepFile(ctx.db, { list, position }, file);
  return file;
};
