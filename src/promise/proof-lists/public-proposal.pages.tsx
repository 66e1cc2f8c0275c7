import { asks, draw, pages, wantsHtml } from '../../platform/web/pages.ts';
import { listCommented } from './list-proposals.ts';
import { PublicProposalsView } from './public-proposal.view.tsx';

const SHOWN = 20;

// A citizen's phone gets a page; a machine that asks for JSON goes on to the API's answer.
export const publicProposalPages = pages().get('/matter-proposals', asks('anyone'), async (c, next) => {
  if (!wantsHtml(c)) return next();
  const commented = await listCommented(c.get('ctx'), { limit: SHOWN, after: c.req.query('after') });
  return draw(c, { title: '证明清单征求意见', body: <PublicProposalsView commented={commented} /> });
});
