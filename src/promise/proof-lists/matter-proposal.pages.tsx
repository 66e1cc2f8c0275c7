import type { Context } from 'hono';
import { dayOf } from '../../kernel/day.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { fitted, formOf, onceOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { withoutPersonNumber } from '../../platform/web/personal-numbers.rules.ts';
import { limited } from '../../platform/web/rate-limit.ts';
import { amendProposal } from './amend-proposal.ts';
import { exportFormFour } from './export-form-4.ts';
import { withoutFlags } from './form-4.rules.ts';
import { FormFourPrintView } from './form-4-print.view.tsx';
import { showProposal } from './list-proposals.ts';
import { moveProposal } from './matter-proposal.rules.ts';
import { ProposalIn, ProposalQuery, type ProposalShown } from './matter-proposal.schema.ts';
import { ProposalView, SheetReadView } from './proposal.view.tsx';
import { ProposalFormView } from './proposal-form.view.tsx';
import { proposeMatter } from './propose-matter.ts';
import { uploadProposals } from './upload-proposals.ts';

const HOME = '/desk/matter-proposals';
const words = {
  labels: { name: '证明名称', item: '办理事项', party: '对象', fate: '处理意见', matterCode: '现行事项编码' },
  fields: { 'matter-proposal.same': 'name' },
} as const;

const drawForm = (c: Context<Env>, shown: ProposalShown | null, refusal: Refusal = untouched) => {
  const body = <ProposalFormView shown={shown} refusal={refusal} onceKey={c.get('ctx').newId()} />;
  const hasErrors = refusal.faults.length > 0;
  return draw(c, { title: shown ? '修改清理事项' : '登记一项证明', body, hasErrors }, hasErrors ? 422 : 200);
};

const isOwn = (c: Context<Env>, { agency }: ProposalShown) => c.get('ctx').actor.agency?.name === agency;
const one = '/matter-proposals/:no';

export const matterProposalPages = pages()
  .get('/matter-proposals/new', asks('matter-proposal.draft'), (c) => drawForm(c, null))
  .get('/matter-proposals/print', asks('matter-proposal.list'), async (c) => {
    const ctx = c.get('ctx');
    const { state } = fitted(ProposalQuery.pick({ state: true }), c.req.query());
    const sheet = await exportFormFour(ctx, state);
    const about = { agency: ctx.actor.agency?.name ?? '', on: dayOf(ctx.clock.now()) };
    return draw(c, {
      title: '证明事项汇总表',
      body: <FormFourPrintView sheet={withoutFlags(sheet)} {...about} />,
    });
  })
  .post('/matter-proposals', asks('matter-proposal.draft'), async (c) => {
    const ctx = c.get('ctx');
    const form = await formOf(c);
    const { onceKey: _, ...input } = form.input;
    const done = await tried(form.typed, words, () =>
      proposeMatter(onceOf(ctx, form), parsed(ctx, ProposalIn, input)),
    );
    if (done.ok) return c.redirect(`${HOME}/${done.value.no}`, 303);
    const { faults } = done.refusal;
    return drawForm(c, null, { typed: withoutPersonNumber(form.typed), faults });
  })
  .post('/matter-proposals/sheets', asks('matter-proposal.draft'), limited('uploads'), async (c) => {
    const upload = { contentType: c.req.header('content-type') ?? '', body: c.req.raw.body };
    const done = await tried({}, words, () => uploadProposals(c.get('ctx'), upload));
    const read = done.ok ? done.value : null;
    const body = <SheetReadView read={read} refusal={done.ok ? untouched : done.refusal} />;
    return draw(c, { title: '上传汇总表', body, hasErrors: !done.ok }, done.ok ? 200 : 422);
  })
  .get(one, asks('matter-proposal.show'), async (c) => {
    const shown = await showProposal(c.get('ctx'), c.req.param('no'));
    const mayAmend = isOwn(c, shown) && moveProposal(shown.state, 'amend').ok;
    return draw(c, { title: shown.name, body: <ProposalView shown={shown} mayAmend={mayAmend} /> });
  })
  .get(`${one}/edit`, asks('matter-proposal.amend'), async (c) =>
    drawForm(c, await showProposal(c.get('ctx'), c.req.param('no'))),
  )
  .post(one, asks('matter-proposal.amend'), async (c) => {
    const [ctx, no] = [c.get('ctx'), c.req.param('no')];
    const { typed, input } = await formOf(c);
    const { onceKey: _, ...content } = input;
    const done = await tried(typed, words, () => amendProposal(ctx, no, parsed(ctx, ProposalIn, content)));
    if (done.ok) return c.redirect(`${HOME}/${no}`, 303);
    const { faults } = done.refusal;
    return drawForm(c, await showProposal(ctx, no), { typed: withoutPersonNumber(typed), faults });
  });
