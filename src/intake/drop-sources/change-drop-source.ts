import { Problem } from '../../kernel/problems.ts';
import { act, permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { checkedPlace } from './checked-place.ts';
import type { DropSourceChange } from './drop-source.schema.ts';
import { changeSource, findSource, isPlaceTaken } from './drop-source.store.ts';
import type { DropSourceRow } from './drop-source.table.ts';

export const changeDropSource = async (
  ctx: Ctx,
  { id, change }: { id: string; change: DropSourceChange },
): Promise<DropSourceRow> => {
  permit(ctx, 'source.change');
  const source = await findSource(ctx.db, id);
  if (!source) throw new Problem('source.unknown');
  if (source.kind === 'folder' && (change.credentials || change.region))
    throw new Problem('source.location', { detail: '文件夹来源没有区域与访问密钥，请去掉这些字段。' });
  const { location: newLocation, ...rest } = change;
  const location =
    newLocation === undefined
      ? source.location
      : await checkedPlace(ctx, { ...source, location: newLocation });
  return act(ctx, 'source.change', async (tx) => {
    if (await isPlaceTaken(tx, { ...source, location })) throw new Problem('source.duplicate');
    await changeSource(tx, ctx.vault, id, { ...rest, location });
    const value = await findSource(tx, id);
    if (!value) throw new Problem('source.unknown');
    return { value, audit: { source: id, changed: Object.keys(change) }, events: [] };
  });
};
