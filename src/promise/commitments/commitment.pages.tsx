import type { Context } from 'hono';
import { isPersonIdentifier } from '../../kernel/identifiers.ts';
import { Problem } from '../../kernel/problems.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { filled, fitted, formOf, onceOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { withoutPersonNumber } from '../../platform/web/personal-numbers.rules.ts';
import { showCheck } from '../../window/checks/show-check.ts';
import { commitmentEvents, moveCommitment } from './commitment.rules.ts';
import { CommitmentIn, CommitmentQuery, HandleIn } from './commitment.schema.ts';
import { CommitmentDraftView, CommitmentListView } from './commitment.view.tsx';
import { CommitmentPrintView } from './commitment-print.view.tsx';
import { CommitmentView, type PhoneLink } from './commitment-sheet.view.tsx';
import { concludeCommitment } from './conclude-commitment.ts';
import { draftCommitment } from './draft-commitment.ts';
import { endCommitment } from './end-commitment.ts';
import { inviteToSign } from './invite-to-sign.ts';
import { listCommitments } from './list-commitments.ts';
import { showCommitment } from './show-commitment.ts';
import { showScan } from './show-scan.ts';
import { signCommitment } from './sign-commitment.ts';

const LISTED = 20;
const words = {
  labels: { 'subject.code': '证件号码', 'subject.name': '名称或姓名', scan: '扫描件', despite: '理由' },
  fields: {
    'subject.identifier': 'subject.code',
    'commitment.subject-required': 'subject.code',
    'commitment.other-subject': 'subject.code',
    'commitment.name-required': 'subject.name',
    'commitment.scan-no-picture': 'scan',
    'commitment.scan-too-large': 'scan',
    'commitment.listed-meanwhile': 'despite',
  },
} as const;

const drawDraft = async (c: Context<Env>, checkNo: string, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const check = await showCheck(ctx, checkNo);
  const isPerson = isPersonIdentifier(check.subject.type);
  const body = (
    <CommitmentDraftView check={check} isPerson={isPerson} refusal={refusal} onceKey={ctx.newId()} />
  );
  const hasErrors = refusal.faults.length > 0;
  return draw(c, { title: '出具告知承诺书', body, hasErrors }, hasErrors ? 422 : 200);
};

type Also = { refusal?: Refusal; link?: PhoneLink };
const drawOne = async (c: Context<Env>, { refusal = untouched, link }: Also = {}) => {
  const ctx = c.get('ctx');
  const commitment = await showCommitment(ctx, c.req.param('no') ?? '');
  const isOwn = commitment.agency === ctx.actor.agency?.name;
  const possible = commitmentEvents.filter(
    (event) =>
      isOwn &&
      event !== 'verify' &&
      event !== 'breach' &&
      event !== 'reopen' &&
      ctx.actor.may.has(`commitment.${event}`) &&
      moveCommitment(commitment.state, event).ok,
  );
  const body = (
    <CommitmentView commitment={commitment} may={new Set(possible)} link={link ?? null} refusal={refusal} />
  );
  const hasErrors = refusal.faults.length > 0;
  return draw(c, { title: `告知承诺书 ${commitment.no}`, body, hasErrors }, hasErrors ? 422 : 200);
};

// A body that is no form is refused by formOf; what it has read is kept for the second look.
const scanOf = async (c: Context<Env>): Promise<Uint8Array> => {
  await formOf(c);
  const { scan } = await c.req.parseBody({ all: true });
  if (scan instanceof File) return new Uint8Array(await scan.arrayBuffer());
  throw new Problem('commitment.scan-no-picture');
};

const endedAs = (event: 'refuse' | 'withdraw') => async (c: Context<Env>) => {
  const no = c.req.param('no') ?? '';
  const done = await tried({}, words, () => endCommitment(c.get('ctx'), { no, event }));
  return done.ok ? c.redirect(`/desk/commitments/${no}`, 303) : drawOne(c, { refusal: done.refusal });
};

const one = '/commitments/:no';
export const commitmentPages = pages()
  .get('/commitments', asks('commitment.list'), async (c) => {
    const query = fitted(CommitmentQuery, { limit: LISTED, ...filled(c.req.query()) });
    const { items, next } = await listCommitments(c.get('ctx'), query);
    const body = <CommitmentListView lines={items} state={query.state} next={next} />;
    return draw(c, { title: '告知承诺', body });
  })
  .get('/commitments/new', asks('commitment.draft'), (c) => drawDraft(c, c.req.query('check') ?? ''))
  .post('/commitments', asks('commitment.draft'), async (c) => {
    const ctx = c.get('ctx');
    const form = await formOf(c);
    const { onceKey: _onceKey, ...input } = form.input;
    const done = await tried(form.typed, words, () =>
      draftCommitment(onceOf(ctx, form), parsed(ctx, CommitmentIn, input)),
    );
    if (done.ok) return c.redirect(`/desk/commitments/${done.value.no}`, 303);
    const { faults } = done.refusal;
    return drawDraft(c, form.typed.check ?? '', { typed: withoutPersonNumber(form.typed), faults });
  })
  .get(one, asks('commitment.show'), (c) => drawOne(c))
  .get(`${one}/print`, asks('commitment.show'), async (c) => {
    const commitment = await showCommitment(c.get('ctx'), c.req.param('no'));
    const { statement } = commitment;
    if (statement === null) throw new Problem('commitment.wrong-stage');
    const body = <CommitmentPrintView commitment={commitment} statement={statement} />;
    return draw(c, { title: `告知承诺书 ${commitment.no}`, body });
  })
  .get(`${one}/scan`, asks('commitment.show'), async (c) => {
    const { mediaType, bytes } = await showScan(c.get('ctx'), c.req.param('no'));
    return c.body(bytes.slice(), 200, { 'content-type': mediaType });
  })
  .post(`${one}/link`, asks('commitment.invite'), async (c) =>
    drawOne(c, { link: await inviteToSign(c.get('ctx'), c.req.param('no')) }),
  )
  .post(`${one}/sign`, asks('commitment.sign'), async (c) => {
    const no = c.req.param('no');
    const done = await tried({}, words, async () =>
      signCommitment(c.get('ctx'), no, { way: 'by-hand', scan: await scanOf(c) }),
    );
    return done.ok ? c.redirect(`/desk/commitments/${no}`, 303) : drawOne(c, { refusal: done.refusal });
  })
  .post(`${one}/refuse`, asks('commitment.refuse'), endedAs('refuse'))
  .post(`${one}/withdraw`, asks('commitment.withdraw'), endedAs('withdraw'))
  .post(`${one}/handle`, asks('commitment.handle'), async (c) => {
    const [ctx, no] = [c.get('ctx'), c.req.param('no')];
    const { typed, input } = await formOf(c);
    const done = await tried(typed, words, () =>
      concludeCommitment(ctx, { no, ...parsed(ctx, HandleIn, input) }),
    );
    return done.ok ? c.redirect(`/desk/commitments/${no}`, 303) : drawOne(c, { refusal: done.refusal });
  });
