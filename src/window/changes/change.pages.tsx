import type { Context } from 'hono';
import { ChangeQuery, ChangeReason } from '../../law/changes/change.schema.ts';
import { listChanges } from '../../law/changes/list-changes.ts';
import { showChange } from '../../law/changes/show-change.ts';
import { withdrawChange } from '../../law/changes/withdraw-change.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { formOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages, UUID } from '../../platform/web/pages.ts';
import { approveChange } from './approve-change.ts';
import { AffectedView, ChangeListView, ChangeView, type MayChange } from './change.view.tsx';
import { listAffected } from './list-affected.ts';
import { simulateChange } from './simulate-change.ts';

const LISTED = 50;
const stepWords = { labels: { reason: '撤回理由' } } as const;

const mayOf = ({ actor: { may } }: Ctx): MayChange => ({
  draft: may.has('change.draft'),
  simulate: may.has('change.simulate'),
  approve: may.has('change.approve'),
  withdraw: may.has('change.withdraw'),
});

// A form sends its empty fields too: what is blank was not asked.
const filled = (query: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(query).filter(([, text]) => text.trim() !== ''));

const idOf = (c: Context<Env>): string => c.req.param('id') ?? '';

const drawChange = async (c: Context<Env>, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const change = await showChange(ctx, idOf(c));
  const hasErrors = refusal.faults.length > 0;
  const body = <ChangeView change={change} may={mayOf(ctx)} refusal={refusal} />;
  return draw(c, { title: change.title, body, hasErrors }, hasErrors ? 422 : 200);
};

const step = async (
  c: Context<Env>,
  run: (ctx: Ctx, id: string, input: Record<string, unknown>) => Promise<unknown>,
) => {
  const { typed, input } = await formOf(c);
  const done = await tried(typed, stepWords, () => run(c.get('ctx'), idOf(c), input));
  return done.ok ? c.redirect(`/desk/changes/${idOf(c)}`, 303) : drawChange(c, done.refusal);
};

export const changePages = pages()
  .get('/changes', asks('change.list'), async (c) => {
    const ctx = c.get('ctx');
    const { limit: _, ...search } = parsed(ctx, ChangeQuery, filled(c.req.query()));
    const { items, next } = await listChanges(ctx, { ...search, limit: LISTED });
    const body = <ChangeListView changes={items} search={search} next={next} may={mayOf(ctx)} />;
    return draw(c, { title: '规定变更', body });
  })
  .get(`/changes/:id${UUID}`, asks('change.list'), (c) => drawChange(c))
  .get(`/changes/:id${UUID}/affected`, asks('change.simulate'), async (c) => {
    const ctx = c.get('ctx');
    const change = await showChange(ctx, idOf(c));
    const affected = await listAffected(ctx, change.id, { after: c.req.query('after'), limit: LISTED });
    return draw(c, { title: '涉及的主体', body: <AffectedView change={change} affected={affected} /> });
  })
  .post(`/changes/:id${UUID}/simulate`, asks('change.simulate'), (c) => step(c, simulateChange))
  .post(`/changes/:id${UUID}/approve`, asks('change.approve'), (c) => step(c, approveChange))
  .post(`/changes/:id${UUID}/withdraw`, asks('change.withdraw'), (c) =>
    step(c, (ctx, id, input) => withdrawChange(ctx, id, parsed(ctx, ChangeReason, input).reason)),
  );
