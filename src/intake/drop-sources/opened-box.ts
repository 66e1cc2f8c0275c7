import { Problem } from '../../kernel/problems.ts';
import type { Deps } from '../../platform/door/deps.ts';
import type { DropBox } from '../../platform/outside/drop-box.ts';
import { openCredentials } from './drop-source.store.ts';
import type { DropSourceRow } from './drop-source.table.ts';
import { openBucket } from './open-bucket.ts';

export const openedBox = async (deps: Deps, source: DropSourceRow): Promise<DropBox> => {
  if (source.kind === 'folder') {
    if (!deps.openFolder) throw new Problem('source.no-root');
    return deps.openFolder(source.location);
  }
  const credentials = await openCredentials(deps.db, deps.vault, source.id);
  const at = { location: source.location, region: source.region ?? '', ...credentials };
  return openBucket(deps.reach, at, () => deps.clock.now());
};
