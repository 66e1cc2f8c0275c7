import type { Context } from 'hono';
import { Problem } from '../../kernel/problems.ts';
import type { Env } from '../../platform/web/http.ts';
import { formOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { PhoneIn } from './commitment.schema.ts';
import { CommitmentPhoneDoneView, CommitmentPhoneView } from './commitment-phone.view.tsx';
import { openByPhone } from './open-by-phone.ts';
import { signByPhone } from './sign-by-phone.ts';

const words = { labels: {}, fields: {} };

const drawOpened = async (c: Context<Env>, code: string | undefined, fault: string | null = null) => {
  if (!code) throw new Problem('commitment.link');
  const opened = await openByPhone(c.get('ctx'), { no: c.req.param('no') ?? '', code });
  const body = <CommitmentPhoneView opened={opened} code={code} fault={fault} />;
  return draw(c, { title: '签署告知承诺书', body, hasErrors: fault !== null }, fault === null ? 200 : 422);
};

// The applicant's own phone: whoever was shown the square opens the text, and signs it once.
export const commitmentPhonePages = pages()
  .get('/commitments/:no', asks('anyone'), (c) => drawOpened(c, c.req.query('code')))
  .post('/commitments/:no', asks('anyone'), async (c) => {
    const [ctx, no] = [c.get('ctx'), c.req.param('no')];
    const { typed, input } = await formOf(c);
    const done = await tried({}, words, () => signByPhone(ctx, { no, ...parsed(ctx, PhoneIn, input) }));
    if (!done.ok) return drawOpened(c, typed.code, done.refusal.faults[0]?.message ?? '请重新签署。');
    return draw(c, { title: '承诺书已签署', body: <CommitmentPhoneDoneView no={no} /> });
  });
