import { Problem } from '../../kernel/problems.ts';
import type { Db } from '../../platform/door/db.ts';
import { checkpointBefore, countSealed, lastCheckpoint, sealOfLine } from './checkpoint.store.ts';
import { base64 } from './note-signing.ts';
import { inclusionPath } from './proof-ranges.rules.ts';
import { rootsOf } from './tree-parts.ts';

export type Inclusion = {
  place: number;
  size: number;
  leaf: string;
  path: string[];
  root: string;
  checkpoint: string;
};

/** Proves that a line stands in the tree which the newest checkpoint signs. */
export const inclusionOf = async (db: Db, line: number): Promise<Inclusion> => {
  const found = await sealOfLine(db, line);
  if (!found) throw new Problem('audit-line.unknown');
  const newest = await lastCheckpoint(db);
  if (found.no === null || !newest || newest.sealNo < found.no)
    throw new Problem('audit-line.not-yet-signed');
  const before = await checkpointBefore(db, found.no);
  const between = await countSealed(db, { after: before?.sealNo ?? 0, before: found.no });
  const place = (before?.size ?? 0) + between + found.before;
  const { size, root, note } = newest;
  const parts = [{ from: place, to: place + 1 }, ...inclusionPath(place, { from: 0, to: size })];
  const [leaf = '', ...path] = (await rootsOf(db, parts)).map(base64);
  return { place, size, leaf, path, root: base64(root), checkpoint: note };
};
