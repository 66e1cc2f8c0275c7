import { mayRecordBasis } from '../../access/reach.rules.ts';
import { checkedPlace } from '../../intake/drop-sources/checked-place.ts';
import { Problem } from '../../kernel/problems.ts';
import { must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { endpointUrl } from '../../platform/outside/push-allow.ts';
import { type DropTarget, isReadByImports } from '../delivery/drop-target.store.ts';
import { type Channel, channelOf } from './subscription.rules.ts';
import type { DropWish } from './subscription.schema.ts';

type Wish = {
  channel?: Channel | undefined;
  endpoint?: { url: string } | null | undefined;
  drop?: DropWish | null | undefined;
};
// url: where deliveries are taken to, null where none are made; undefined leaves the place that stands.
export type Place = { channel: Channel; url: string | null | undefined; drop: DropTarget | null };

const checkedDrop = async (ctx: Ctx, wish: DropWish): Promise<DropTarget> => {
  // Folders of all departments lie below one root: only the registry's own officer gives them out.
  if (wish.kind === 'folder' && !mayRecordBasis(ctx.actor))
    throw new Problem('access.denied', { detail: '文件夹须由登记机构代为设置；本单位可改用自己的存储桶。' });
  const location = await checkedPlace(ctx, wish);
  if (await isReadByImports(ctx.db, { kind: wish.kind, location }))
    throw new Problem('source.location', {
      detail: '该位置是报送来源，写入的通知会被当作报送文件；请换一个位置。',
    });
  const [region, credentials] = wish.kind === 's3' ? [wish.region, wish.credentials] : [null, null];
  return { kind: wish.kind, location, format: wish.format, region, credentials };
};

/** The channel a wish asks for and its place, looked at before anything is written. */
export const checkedChannel = async (ctx: Ctx, wish: Wish, standing: Channel): Promise<Place> => {
  const channel = channelOf(wish, standing);
  if (channel === 'webhook') {
    if (wish.endpoint)
      return { channel, url: must(endpointUrl(ctx.config.pushAllow, wish.endpoint.url)), drop: null };
    if (standing !== 'webhook' || wish.endpoint === null)
      throw new Problem('subscription.endpoint', { detail: '请填写 endpoint.url：推送到哪个接收地址。' });
    return { channel, url: undefined, drop: null };
  }
  if (channel === 'file') {
    const drop = wish.drop ? await checkedDrop(ctx, wish.drop) : null;
    if (drop) return { channel, url: drop.location, drop };
    if (standing !== 'file' || wish.drop === null)
      throw new Problem('source.location', { detail: '请填写 drop：写入哪个文件夹或存储桶。' });
    return { channel, url: undefined, drop: null };
  }
  return { channel, url: null, drop: null };
};
