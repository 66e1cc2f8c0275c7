import { momentInChina } from '../../kernel/day.ts';
import type { ListingState, ListingStep } from './listing.rules.ts';

const stateWords: Record<ListingState, string> = {
  notified: '已告知、尚未列入',
  listed: '在列',
  expired: '期满移出',
  repaired: '提前移出',
  revoked: '已撤销',
};
const stepWords: Record<ListingStep, string> = {
  notify: '列入前告知',
  list: '列入',
  correct: '更正',
  extend: '延长期限',
  'lift-measures': '解除措施',
  expire: '期满移出',
  repair: '提前移出',
  revoke: '撤销',
  restore: '恢复列入',
  relist: '重新列入',
};

// The answer to the clerk who came second: the state of the listing, the last step, and its time.
export const listingChangedBy = (
  state: ListingState,
  last: { step: ListingStep; ground: string | null; at: string } | undefined,
) => {
  const now = `该名单现为“${stateWords[state]}”`;
  if (!last) return { detail: `${now}，请刷新后再办理。`, errors: [] };
  const when = momentInChina(last.at);
  const what = `${stepWords[last.step]}${last.ground ? `（${last.ground}）` : ''}`;
  return {
    detail: `${now}：${when} 已办理${what}。请刷新后再办理。`,
    errors: [
      { pointer: '/state', code: 'listing.state', message: `现状态：${stateWords[state]}（${state}）` },
      { pointer: '/step', code: 'listing.step', message: `最近一次办理：${what}` },
      { pointer: '/at', code: 'listing.at', message: `办理时间：${when}` },
    ],
  };
};
