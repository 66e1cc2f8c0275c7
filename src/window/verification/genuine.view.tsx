import type { FC } from 'hono/jsx';
import type { Tone } from '../../platform/web/pieces.view.tsx';

type Verdict = { title: string; lead: string; tone: Tone };

const CODE_FITS = '编号与校验码相符，确为本系统出具。';

/** The first words of a verification page, with the kind of the sheet. */
export const verdictOf = (what: string, lost: string | null): Verdict =>
  lost === null
    ? { title: `✓ ${what}真实有效`, lead: CODE_FITS, tone: 'good' }
    : { title: `✗ ${what}真实，但已失效`, lead: `${CODE_FITS}${lost}`, tone: 'warn' };

export const forged = (what: string): Verdict => ({
  title: `✗ 查无此${what}`,
  lead: `编号与校验码不相符：不能证明这是本系统出具的${what}，请勿采信。如系手工输入，请核对后重试。`,
  tone: 'bad',
});

// The answer of the sheet stands below in words alone: a large cross beside "genuine" would read as forged.
export const VerdictView: FC<{ verdict: Verdict }> = ({ verdict: { title, lead, tone } }) => (
  <div class={`outcome ${tone}`}>
    <div>
      <h1>{title}</h1>
      <p>{lead}</p>
    </div>
  </div>
);
