import { checkedPlace } from '../../intake/drop-sources/checked-place.ts';
import { Problem } from '../../kernel/problems.ts';
import { must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { endpointUrl } from '../../platform/outside/push-allow.ts';
import { type DropTarget, isReadByImports } from '../delivery/drop-target.store.ts';
import { type Channel, channelOf } from './subscription.rules.ts';
import type { DropRequest } from './subscription.schema.ts';

type ChannelRequest = {
  channel?: Channel | undefined;
  endpoint?: { url: string } | null | undefined;
  drop?: DropRequest | null | undefined;
};
// url: the place of the deliveries; null where none are made, undefined keeps the current place.
export type DeliveryPlace = { channel: Channel; url: string | null | undefined; drop: DropTarget | null };

const checkedDrop = async (ctx: Ctx, request: DropRequest): Promise<DropTarget> => {
  // Folders of all departments lie below one root: only the registry's own officer gives them out.
  if (request.kind === 'folder' && !ctx.actor.may.has('subscription.act-for'))
    throw new Problem('access.denied', { detail: '文件夹须由登记机构代为设置；本单位可改用自己的存储桶。' });
  const location = await checkedPlace(ctx, request);
  if (await isReadByImports(ctx.db, { kind: request.kind, location }))
    throw new Problem('source.location', {
      detail: '该位置是报送来源，写入的通知会被当作报送文件；请换一个位置。',
    });
  const [region, credentials] = request.kind === 's3' ? [request.region, request.credentials] : [null, null];
  return { kind: request.kind, location, format: request.format, region, credentials };
};

/** The channel a request asks for and its place, looked at before anything is written. */
export const checkedChannel = async (
  ctx: Ctx,
  request: ChannelRequest,
  current: Channel,
): Promise<DeliveryPlace> => {
  const channel = channelOf(request, current);
  if (channel === 'webhook') {
    if (request.endpoint)
      return { channel, url: must(endpointUrl(ctx.config.pushAllow, request.endpoint.url)), drop: null };
    if (current !== 'webhook' || request.endpoint === null)
      throw new Problem('subscription.endpoint', { detail: '请填写 endpoint.url：推送到哪个接收地址。' });
    return { channel, url: undefined, drop: null };
  }
  if (channel === 'file') {
    const drop = request.drop ? await checkedDrop(ctx, request.drop) : null;
    if (drop) return { channel, url: drop.location, drop };
    if (current !== 'file' || request.drop === null)
      throw new Problem('source.location', { detail: '请填写 drop：写入哪个文件夹或存储桶。' });
    return { channel, url: undefined, drop: null };
  }
  return { channel, url: null, drop: null };
};
